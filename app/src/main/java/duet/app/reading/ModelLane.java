package duet.app.reading;

import duet.app.reading.Provenance.ModelUse;
import duet.app.reading.clock.ReadingClock;
import duet.app.vision.ImageModel;
import duet.app.vision.Pixels;
import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.pipeline.Channel;
import duet.inference.pipeline.LaneThread;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model on its lane: a bounded inbox, a thread, and the spans of what it did. A frame that
 * fails costs that half of that frame and nothing else.
 */
final class ModelLane<R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLane.class);

  /** Deep enough that the faster lane need not wait, shallow enough that results are fresh. */
  private static final int DEPTH = 2;

  /** Where a half goes. */
  interface Delivery<R> {
    void done(Frame frame, R result, long nowNs);

    void failed(Frame frame, String reason, long nowNs);
  }

  private final ModelUse use;
  private final ImageModel<R> model;
  private final Clocked clocked;
  private final Delivery<R> delivery;
  private final Channel<Frame> inbox = Channel.of(DEPTH);
  private final LaneThread<Frame> thread;
  private String lastReason = "";

  /** A timeline and the clock that it is kept by. */
  record Clocked(Timeline timeline, ReadingClock clock) {}

  private ModelLane(ModelUse use, ImageModel<R> model, Clocked clocked, Delivery<R> delivery) {
    this.use = use;
    this.model = model;
    this.clocked = clocked;
    this.delivery = delivery;
    thread = LaneThread.open(use.lane(), inbox, this::read, this::fail);
  }

  /** Starts the lane; it closes the model. */
  static <R> ModelLane<R> open(
      ModelUse use, ImageModel<R> model, Clocked clocked, Delivery<R> delivery) {
    return new ModelLane<>(use, model, clocked, delivery);
  }

  Lane lane() {
    return use.lane();
  }

  int depth() {
    return inbox.size();
  }

  /**
   * Waits while the inbox is full.
   *
   * @throws IllegalStateException when the lane is closed
   */
  void put(Frame frame) throws InterruptedException {
    inbox.put(frame);
  }

  private void read(Frame frame) {
    long taken = clocked.clock.taken(lane(), frame.offeredNs());
    if (!frame.wanted()) {
      clocked.clock.left(lane(), frame.number());
      delivery.failed(frame, "cancelled", taken);
      return;
    }
    span(frame, Activity.QUEUE, frame.offeredNs(), taken);
    model.prepare(Pixels.of(frame.slice(), use.card().input()));
    long prepared = clocked.clock.now(lane());
    span(frame, Activity.PREPROCESS, taken, prepared);
    model.run();
    long ran = clocked.clock.ran(lane(), model.deviceMs());
    span(frame, Activity.ENGINE, prepared, ran);
    R result = model.result();
    long done = clocked.clock.now(lane());
    span(frame, Activity.POSTPROCESS, ran, done);
    clocked.clock.left(lane(), frame.number());
    delivery.done(frame, result, done);
  }

  private void span(Frame frame, Activity activity, long startNs, long endNs) {
    Span span = new Span(use.name(), activity, use.lane(), frame.number(), startNs, endNs);
    clocked.timeline.add(span);
    frame.record(span);
  }

  private void fail(Frame frame, Throwable cause) {
    String reason = use.lane() + ": " + use.name() + " failed: " + words(cause);
    if (!reason.equals(lastReason)) {
      lastReason = reason;
      LOG.warn(reason, cause instanceof InferenceException ? null : cause);
    }
    clocked.clock.left(lane(), frame.number());
    delivery.failed(frame, reason, clocked.clock.now(lane()));
  }

  private static String words(Throwable cause) {
    if (cause instanceof InferenceException) {
      return String.valueOf(cause.getMessage());
    }
    if (cause instanceof OutOfMemoryError) {
      return "out of memory; close other series or programs and read again";
    }
    return "an error inside Duet (" + cause.getClass().getSimpleName() + "); see the log";
  }

  /** Waits for what is in the inbox, then closes the model. */
  @Override
  public void close() {
    thread.close();
    model.close();
  }
}
