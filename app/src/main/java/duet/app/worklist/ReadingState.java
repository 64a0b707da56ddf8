package duet.app.worklist;

import java.util.OptionalInt;

/**
 * How far a series is. Every state but {@link Phase#DONE} is shown as loudly as a finding.
 *
 * @param reason why nothing or not everything was read; empty where all is well
 */
public record ReadingState(Phase phase, Counts counts, String reason) {
  /** The phases in the order in which a series goes through them. */
  public enum Phase {
    RECEIVING,
    READING,
    DONE,
    /** Read to the end, but not every slice or not by both models, or slices are missing. */
    PARTIAL,
    /** There is no result at all. The CT is readable all the same. */
    FAILED,
    /** The slices make no series that can be shown honestly. */
    REFUSED
  }

  /**
   * Slices.
   *
   * @param received those that are here
   * @param expected how many there will be, where the sender tells
   * @param answered those that a reader has finished with, failed ones included
   * @param complete those with both results
   */
  public record Counts(int received, OptionalInt expected, int answered, int complete) {
    private String ofExpected() {
      return expected.isPresent() ? received + "/" + expected.getAsInt() : "" + received;
    }
  }

  /** A few words for a chip, such as {@code Reading 7/24}. */
  public String words() {
    return switch (phase) {
      case RECEIVING -> "Receiving " + counts.ofExpected();
      case READING -> "Reading " + counts.answered + "/" + counts.received;
      case DONE -> "Read " + counts.complete + "/" + counts.received;
      case PARTIAL -> "Partial " + counts.complete + "/" + counts.received;
      case FAILED -> "Not read";
      case REFUSED -> "Not shown";
    };
  }

  /** Nothing more will come by itself. */
  public boolean settled() {
    return phase != Phase.RECEIVING && phase != Phase.READING;
  }
}
