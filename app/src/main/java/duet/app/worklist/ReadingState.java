package duet.app.worklist;

/**
 * How far a series is. Every state but {@link Phase#DONE} is shown as loudly as a finding.
 *
 * @param received slices that are here
 * @param read slices with a result, failed ones included
 * @param failed slices for which a model or lane failed
 * @param reason why nothing or not everything was read; empty where all is well
 */
public record ReadingState(Phase phase, int received, int read, int failed, String reason) {
  /** The phases in the order in which a series goes through them. */
  public enum Phase {
    RECEIVING,
    READING,
    DONE,
    /** Read to the end, but not every slice. */
    PARTIAL,
    /** No slice was read, or the reader cannot open. The CT is readable all the same. */
    FAILED,
    /** The slices make no series that can be shown honestly. */
    REFUSED
  }

  /** A few words for a chip, such as {@code Reading 7/24}. */
  public String words() {
    return switch (phase) {
      case RECEIVING -> "Receiving " + received;
      case READING -> "Reading " + read + "/" + received;
      case DONE -> "Read " + read + "/" + received;
      case PARTIAL -> "Partial " + (read - failed) + "/" + received;
      case FAILED -> "Not read";
      case REFUSED -> "Not shown";
    };
  }

  /** Nothing more will come by itself. */
  public boolean settled() {
    return phase != Phase.RECEIVING && phase != Phase.READING;
  }
}
