package duet.app.reading;

import duet.app.vision.DetectedBox;
import duet.app.vision.GreyImage;
import duet.inference.device.Lane;
import duet.inference.pipeline.Buffers;
import duet.inference.pipeline.Cargo;
import duet.inference.timeline.Span;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.series.Slice;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A slice on its way through both networks. Each delivers exactly one half, also when it fails or
 * the frame was dropped, so {@link #await} always returns. The latch carries the halves from the
 * lanes to the thread that waits.
 */
final class Frame implements Cargo {
  private static final Synthesis NO_SYNTHESIS = new Synthesis.Failed("cancelled");
  private static final Detection NO_DETECTION = new Detection.Failed("cancelled");

  private final ReadingSession session;
  private final Slice slice;
  private final Halves halves;
  private final CountDownLatch missing = new CountDownLatch(2);
  private Synthesis synthesis = NO_SYNTHESIS;
  private Detection detection = NO_DETECTION;
  private long latencyNs;

  Frame(ReadingSession session, Slice slice, Halves halves) {
    this.session = session;
    this.slice = slice;
    this.halves = halves;
  }

  ReadingSession session() {
    return session;
  }

  @Override
  public boolean wanted() {
    return session.wanted();
  }

  @Override
  public void record(Span span) {
    session.record(span);
  }

  @Override
  public void load(int task, Buffers buffers) {
    halves.prepare(task, buffers, slice);
  }

  @Override
  public void unload(int task, Buffers buffers) {
    if (task == Halves.SYNTHESIS) {
      GreyImage image = halves.image(buffers);
      synthesis = new Synthesis.Image(image.columns(), image.rows(), image.grey());
    } else {
      List<Finding> findings = halves.boxes(buffers).stream().map(this::finding).toList();
      detection = new Detection.Boxes(findings);
    }
  }

  private Finding finding(DetectedBox found) {
    Box box = found.box();
    return new Finding(
        slice.sopInstanceUid(),
        found.label(),
        found.confidence(),
        box,
        slice.plane().toPatient(box.x() + box.width() / 2, box.y() + box.height() / 2),
        Decision.UNDECIDED);
  }

  @Override
  public void failed(int task, Lane lane, Throwable cause) {
    lost(task, halves.words(task, lane, cause));
  }

  @Override
  public void dropped(int task) {
    lost(task, "cancelled");
  }

  private void lost(int task, String reason) {
    if (task == Halves.SYNTHESIS) {
      synthesis = new Synthesis.Failed(reason);
    } else {
      detection = new Detection.Failed(reason);
    }
  }

  @Override
  public synchronized void settled(int task, long offeredNs, long nowNs) {
    latencyNs = Math.max(latencyNs, nowNs - offeredNs);
    missing.countDown();
  }

  /** Waits for both halves. */
  SliceReading await() throws InterruptedException {
    missing.await();
    return new SliceReading(
        slice.header().seriesInstanceUid(),
        slice.sopInstanceUid(),
        synthesis,
        detection,
        latencyNs);
  }
}
