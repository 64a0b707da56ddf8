package duet.app.reading;

import duet.app.reading.Provenance.ModelUse;
import duet.app.reading.clock.ReadingClock;
import duet.app.reading.clock.SimulatedClock;
import duet.app.vision.DetectedBox;
import duet.app.vision.GreyImage;
import duet.app.vision.ImageModel;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.pipeline.Channel;
import duet.inference.timeline.Timeline;
import duet.models.card.InstalledModel;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.series.Slice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reads CT slices with two models at the same time, each on its own lane.
 *
 * <pre>
 *                +- lane of the synthesis: prepare, engine, back onto the CT's grid -+
 *  offer(slice) -+                                                                  +- results -> sink
 *                +- lane of the detection: prepare, engine, boxes ------------------+
 * </pre>
 *
 * <p>Both lanes and the results thread take frames in one and the same order, so a result never has
 * to be searched for or matched: the oldest frame is always the next to be complete. All queues are
 * bounded: who offers faster than the lanes read waits. One reader serves several sessions; a fair
 * lock lets them take turns, slice by slice.
 */
public final class Reader implements AutoCloseable {
  /** More frames cannot be underway: two inboxes, two at work, some waiting for their sink. */
  private static final int RESULTS = 8;

  private final Provenance provenance;
  private final Timeline timeline;
  private final ReadingClock clock;
  private final ModelLane<GreyImage> synthesis;
  private final ModelLane<List<DetectedBox>> detection;
  private final Channel<Frame> results = Channel.of(RESULTS);
  private final Thread resultsThread;
  private final ReentrantLock turn = new ReentrantLock(true);
  private long frames;
  private volatile boolean open = true;

  private Reader(
      Provenance provenance,
      Timeline timeline,
      ImageModel<GreyImage> synthesiser,
      ImageModel<List<DetectedBox>> detector) {
    this.provenance = provenance;
    this.timeline = timeline;
    clock = clock(provenance);
    ModelLane.Clocked clocked = new ModelLane.Clocked(timeline, clock);
    synthesis = ModelLane.open(provenance.models().get(0), synthesiser, clocked, new ToSynthesis());
    detection = ModelLane.open(provenance.models().get(1), detector, clocked, new ToDetection());
    resultsThread = new Thread(this::handOut, "reading-results");
    resultsThread.setDaemon(true);
  }

  /**
   * Opens both models, each on a lane of its own where there are two; see {@link Placing}. Takes
   * about a second for full-size models; never call it on the FX thread. A model that cannot be
   * opened does not keep the other from working: each slice then carries the reason.
   *
   * <p>Where the device is simulated, the spans are on a clock of its own and hold predicted times.
   *
   * @param timeline receives every span, on the clock of {@code System.nanoTime}
   */
  public static Reader open(
      Backend backend, InstalledModel synthesis, InstalledModel detection, Timeline timeline) {
    Placing placing = Placing.of(backend, synthesis, detection);
    Provenance provenance =
        new Provenance(
            software(),
            backend.name(),
            backend.origin(),
            List.of(
                use(synthesis, placing.synthesisLane()), use(detection, placing.detectionLane())));
    Reader reader = new Reader(provenance, timeline, placing.synthesiser(), placing.detector());
    reader.resultsThread.start();
    return reader;
  }

  private static ReadingClock clock(Provenance provenance) {
    return provenance.origin() == Origin.SIMULATED_JETSON
        ? new SimulatedClock(provenance.models().stream().map(ModelUse::lane).toList())
        : ReadingClock.wall(System::nanoTime);
  }

  private static String software() {
    return "Duet "
        + Optional.ofNullable(Reader.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
  }

  private static ModelUse use(InstalledModel model, Lane lane) {
    return new ModelUse(model.card(), model.sha256(), lane);
  }

  /**
   * Begins to read a series.
   *
   * @param sink receives each result, see {@link ReadingSession}; must be quick, because all
   *     sessions of this reader wait for it
   */
  public ReadingSession begin(String seriesInstanceUid, Consumer<SliceReading> sink) {
    return new ReadingSession(this, seriesInstanceUid, sink);
  }

  public Provenance provenance() {
    return provenance;
  }

  public Timeline timeline() {
    return timeline;
  }

  /** The lanes in use, that of the synthesis first. */
  public List<Lane> lanes() {
    return List.of(synthesis.lane(), detection.lane());
  }

  /** How many slices wait in front of a lane. */
  public int queueDepth(Lane lane) {
    return lane == synthesis.lane() ? synthesis.depth() : detection.depth();
  }

  boolean isOpen() {
    return open;
  }

  /** Puts a slice before both lanes and the results thread, in one order for all three. */
  void accept(ReadingSession session, Slice slice) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      Frame frame = new Frame(session, slice, frames, clock.offered(frames));
      frames++;
      synthesis.put(frame);
      detection.put(frame);
      results.put(frame);
    } catch (IllegalStateException e) {
      throw new ReadingException(ReadingException.Kind.CLOSED, "the reader was closed", e);
    } finally {
      turn.unlock();
    }
  }

  private void handOut() {
    try {
      for (Optional<Frame> next = results.take(); next.isPresent(); next = results.take()) {
        Frame frame = next.get();
        frame.session().deliver(frame.await());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Drops what is queued, waits for running calls, frees both models; safe to call twice. */
  @Override
  public void close() {
    open = false;
    synthesis.close();
    detection.close();
    results.close();
    boolean interrupted = false;
    while (resultsThread.isAlive()) {
      try {
        resultsThread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private record ToSynthesis() implements ModelLane.Delivery<GreyImage> {
    @Override
    public void done(Frame frame, GreyImage image, long nowNs) {
      frame.synthesised(new Synthesis.Image(image.columns(), image.rows(), image.grey()), nowNs);
    }

    @Override
    public void failed(Frame frame, String reason, long nowNs) {
      frame.synthesised(new Synthesis.Failed(reason), nowNs);
    }
  }

  private record ToDetection() implements ModelLane.Delivery<List<DetectedBox>> {
    @Override
    public void done(Frame frame, List<DetectedBox> boxes, long nowNs) {
      Slice slice = frame.slice();
      frame.detected(
          new Detection.Boxes(boxes.stream().map(box -> finding(slice, box)).toList()), nowNs);
    }

    @Override
    public void failed(Frame frame, String reason, long nowNs) {
      frame.detected(new Detection.Failed(reason), nowNs);
    }

    private static Finding finding(Slice slice, DetectedBox found) {
      Box box = found.box();
      return new Finding(
          slice.sopInstanceUid(),
          found.label(),
          found.confidence(),
          box,
          slice.plane().toPatient(box.x() + box.width() / 2, box.y() + box.height() / 2),
          Decision.UNDECIDED);
    }
  }
}
