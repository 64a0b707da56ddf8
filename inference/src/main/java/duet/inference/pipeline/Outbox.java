package duet.inference.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings what ended of a task into the order of its frames: two lanes that both run it may overtake
 * each other. Guarded by the lock of the pipeline.
 */
final class Outbox {
  /** How a trip can end. */
  enum End {
    DONE,
    FAILED,
    UNWANTED
  }

  /**
   * How a trip ended.
   *
   * @param run whose buffers are free once it is handed out; empty where none was begun
   */
  record Outcome(Run.Trip trip, Optional<Run> run, End end) {
    static Outcome of(Run run, End end) {
      return new Outcome(run.trip, Optional.of(run), end);
    }

    static Outcome failed(Run.Trip trip) {
      return new Outcome(trip, Optional.empty(), End.FAILED);
    }
  }

  private final Map<Long, Outcome> early = new HashMap<>();
  private long next;
  private boolean busy;

  void numberFrom(long frame) {
    next = frame;
  }

  void put(Outcome outcome) {
    early.put(outcome.trip().frame, outcome);
  }

  /** Whether the caller has to hand out; else another thread does. */
  boolean begin() {
    boolean mine = !busy;
    busy = true;
    return mine;
  }

  /** The next in order; when it is not there yet, handing out ends. */
  Optional<Outcome> take() {
    Optional<Outcome> outcome = Optional.ofNullable(early.remove(next));
    busy = outcome.isPresent();
    next += busy ? 1 : 0;
    return outcome;
  }
}
