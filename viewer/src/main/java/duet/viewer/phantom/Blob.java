package duet.viewer.phantom;

import duet.viewer.geometry.Point;
import java.util.stream.Stream;

/**
 * An ellipsoid of one tissue.
 *
 * @param centre in head millimetres
 * @param semiAxes in millimetres
 * @param degrees rotation about the long axis of the body, from left to back
 * @param hu of the tissue
 */
record Blob(Point centre, Point semiAxes, double degrees, double hu) {
  /** This one and its mirror image in the other half of the head. */
  Stream<Blob> bothSides() {
    Point mirrored = new Point(-centre.x(), centre.y(), centre.z());
    return Stream.of(this, new Blob(mirrored, semiAxes, -degrees, hu));
  }

  boolean touches(double z) {
    return Math.abs(z - centre.z()) < semiAxes.z();
  }

  /** Squared distance from the centre in semi-axes: below 1 inside. */
  double level(double x, double y, double z) {
    double dx = x - centre.x();
    double dy = y - centre.y();
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double u = (dx * cos + dy * sin) / semiAxes.x();
    double v = (dy * cos - dx * sin) / semiAxes.y();
    double w = (z - centre.z()) / semiAxes.z();
    return u * u + v * v + w * w;
  }
}
