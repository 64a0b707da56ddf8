package duet.viewer.finding;

import duet.viewer.geometry.Point;

/**
 * A box that a detector put on a slice, and what the reader decided about it.
 *
 * @param sopInstanceUid of the slice it belongs to; it is shown on no other
 * @param label class name from the model card
 * @param confidence 0..1
 * @param centre of the box in patient millimetres
 */
public record Finding(
    String sopInstanceUid,
    String label,
    double confidence,
    Box box,
    Point centre,
    Decision decision) {
  /** The reader's decision. */
  public enum Decision {
    UNDECIDED,
    ACCEPTED,
    REJECTED
  }

  public Finding decided(Decision newDecision) {
    return new Finding(sopInstanceUid, label, confidence, box, centre, newDecision);
  }
}
