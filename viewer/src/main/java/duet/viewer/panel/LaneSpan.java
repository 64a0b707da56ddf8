package duet.viewer.panel;

/**
 * Something a lane did.
 *
 * @param task name of the model
 * @param startNs nanoseconds on the clock of the {@link LaneSnapshot}
 */
public record LaneSpan(String lane, String task, Work work, long startNs, long endNs) {
  /** What kind of work. */
  public enum Work {
    /** A frame waited; the lane itself was not used. */
    QUEUE,
    PREPROCESS,
    ENGINE,
    POSTPROCESS,
    /** Results are handed over to another lane. */
    TRANSITION
  }
}
