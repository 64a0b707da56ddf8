package duet.app.reading;

/**
 * Both results for one slice.
 *
 * @param seriesInstanceUid of the CT; checked again where it is shown
 * @param sopInstanceUid of the CT slice; checked again where it is shown
 * @param latencyNs from the moment the slice was offered to the moment both results were there
 */
public record SliceReading(
    String seriesInstanceUid,
    String sopInstanceUid,
    Synthesis synthesis,
    Detection detection,
    long latencyNs) {
  public boolean complete() {
    return synthesis instanceof Synthesis.Image && detection instanceof Detection.Boxes;
  }
}
