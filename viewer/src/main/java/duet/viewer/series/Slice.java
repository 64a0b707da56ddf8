package duet.viewer.series;

import duet.viewer.geometry.Plane;
import java.util.Optional;

/**
 * One CT image in Hounsfield units. The array is shared and never written to.
 *
 * @param sopInstanceUid of the object; with {@code #frame} appended for a multi-frame object
 * @param plane position in the patient
 * @param hu rows x columns values, row by row, HU rounded to integers
 * @param window the file's own proposal
 * @param tiltDegrees Gantry/Detector Tilt as written in the file, 0 where absent
 */
public record Slice(
    SeriesHeader header,
    String sopInstanceUid,
    int instanceNumber,
    Plane plane,
    int columns,
    int rows,
    short[] hu,
    Optional<VoiWindow> window,
    double tiltDegrees) {
  public Slice {
    if (hu.length != columns * rows) {
      throw new IllegalArgumentException(hu.length + " values for " + columns + "x" + rows);
    }
  }
}
