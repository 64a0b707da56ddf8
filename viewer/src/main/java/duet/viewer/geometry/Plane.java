package duet.viewer.geometry;

/**
 * Where an image lies in the patient (DICOM PS3.3 C.7.6.2, Image Plane).
 *
 * @param origin centre of the first pixel (Image Position)
 * @param right unit vector along a row, towards higher columns
 * @param down unit vector along a column, towards higher rows
 * @param columnSpacingMm distance between neighbouring columns
 * @param rowSpacingMm distance between neighbouring rows
 */
public record Plane(
    Point origin, Point right, Point down, double columnSpacingMm, double rowSpacingMm) {

  /** Unit vector out of the image: right x down. */
  public Point normal() {
    return right.cross(down);
  }

  /**
   * The normal, or its opposite, such that it points towards the head, or the back or the left of
   * the patient where that is the nearest axis. Images ordered along it are ordered the same way
   * however they were written.
   */
  public Point axis() {
    Point n = normal();
    double largest = n.z();
    if (Math.abs(n.y()) > Math.abs(largest)) {
      largest = n.y();
    }
    if (Math.abs(n.x()) > Math.abs(largest)) {
      largest = n.x();
    }
    return largest < 0 ? n.times(-1) : n;
  }

  /**
   * Patient position of an image coordinate.
   *
   * @param column in pixels, 0 at the left edge of the first pixel (its centre is 0.5)
   * @param row in pixels, 0 at the upper edge of the first pixel
   */
  public Point toPatient(double column, double row) {
    return origin
        .plus(right.times((column - 0.5) * columnSpacingMm))
        .plus(down.times((row - 0.5) * rowSpacingMm));
  }
}
