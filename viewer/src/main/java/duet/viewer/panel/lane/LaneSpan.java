package duet.viewer.panel.lane;

/**
 * Something a lane did, or is to do.
 *
 * @param task name of the model
 * @param frame its number, to find the same one in a plan and in a run
 * @param startNs nanoseconds on the clock of the {@link LaneSnapshot}
 */
public record LaneSpan(
    String lane, String task, Work work, long frame, long startNs, long endNs, Place place) {
  /** What kind of work. */
  public enum Work {
    /** A frame waited; the lane itself was not used. */
    QUEUE("waiting frame"),
    PREPROCESS("preparing"),
    ENGINE("network"),
    POSTPROCESS("result"),
    /** Results are handed over to another lane. */
    TRANSITION("handing over");

    private final String words;

    Work(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Whether it ran where it was to run. */
  public enum Place {
    AS_PLANNED,
    /** Another lane was planned for it. */
    FALLBACK
  }
}
