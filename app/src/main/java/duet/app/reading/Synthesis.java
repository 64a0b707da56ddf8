package duet.app.reading;

/** The synthetic MRI of one slice, or why there is none. */
public sealed interface Synthesis {
  /**
   * Grey values 0..255 on the grid of the CT slice, row by row; shared, never written to.
   *
   * @param columns as the CT slice
   * @param rows as the CT slice
   */
  record Image(int columns, int rows, short[] grey) implements Synthesis {}

  /** The lane or model failed; the text names the lane and what to do, never the patient. */
  record Failed(String reason) implements Synthesis {}
}
