package duet.app.reading;

import duet.inference.timeline.Span;
import duet.viewer.series.Slice;
import java.util.concurrent.CountDownLatch;

/**
 * A slice on its way through both lanes. Each lane delivers exactly one half, also when it fails or
 * the frame was dropped, so {@link #await} always returns. The latch carries the halves from the
 * lanes to the thread that waits.
 */
final class Frame {
  private static final Synthesis NO_SYNTHESIS = new Synthesis.Failed("cancelled");
  private static final Detection NO_DETECTION = new Detection.Failed("cancelled");

  private final ReadingSession session;
  private final Slice slice;
  private final long number;
  private final long offeredNs;
  private final CountDownLatch missing = new CountDownLatch(2);
  private Synthesis synthesis = NO_SYNTHESIS;
  private Detection detection = NO_DETECTION;
  private long synthesisNs;
  private long detectionNs;

  /**
   * @param number running, over all sessions of a reader
   * @param offeredNs on the clock of the timeline
   */
  Frame(ReadingSession session, Slice slice, long number, long offeredNs) {
    this.session = session;
    this.slice = slice;
    this.number = number;
    this.offeredNs = offeredNs;
    synthesisNs = offeredNs;
    detectionNs = offeredNs;
  }

  Slice slice() {
    return slice;
  }

  ReadingSession session() {
    return session;
  }

  long number() {
    return number;
  }

  long offeredNs() {
    return offeredNs;
  }

  boolean wanted() {
    return session.wanted();
  }

  void record(Span span) {
    session.record(span);
  }

  void synthesised(Synthesis half, long nowNs) {
    synthesis = half;
    synthesisNs = nowNs;
    missing.countDown();
  }

  void detected(Detection half, long nowNs) {
    detection = half;
    detectionNs = nowNs;
    missing.countDown();
  }

  /** Waits for both halves. */
  SliceReading await() throws InterruptedException {
    missing.await();
    long latencyNs = Math.max(synthesisNs, detectionNs) - offeredNs;
    return new SliceReading(
        slice.header().seriesInstanceUid(),
        slice.sopInstanceUid(),
        synthesis,
        detection,
        latencyNs);
  }
}
