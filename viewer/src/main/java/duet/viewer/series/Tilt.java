package duet.viewer.series;

import duet.viewer.geometry.Plane;
import duet.viewer.geometry.Point;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Gantry tilt, from the geometry rather than from the header: with a tilted gantry the table moves
 * along a line that is not the normal of the slices, so the stack is sheared.
 */
final class Tilt {
  private static final double SMALLEST_DEGREES = 0.5;

  private Tilt() {}

  static Optional<Remark> of(List<Slice> ordered) {
    double written = Math.abs(ordered.get(0).tiltDegrees());
    double sheared = shearDegrees(ordered);
    if (sheared >= SMALLEST_DEGREES) {
      return remark(
          "Gantry tilt of %.1f°: each slice is shifted against the one below it%s.",
          sheared,
          Math.abs(written - sheared) < SMALLEST_DEGREES
              ? ""
              : String.format(Locale.ROOT, " (the header says %.1f°)", written));
    }
    if (written >= SMALLEST_DEGREES) {
      return remark(
          "The header gives a gantry tilt of %.1f°, but the slices lie straight above each other%s.",
          written, ordered.size() == 1 ? " as far as one slice can tell" : "");
    }
    return Optional.empty();
  }

  /** Angle between the line through the first and last origin and the normal, 0..90. */
  private static double shearDegrees(List<Slice> ordered) {
    Plane first = ordered.get(0).plane();
    Point line = ordered.get(ordered.size() - 1).plane().origin().minus(first.origin());
    return ordered.size() == 1 ? 0 : line.degreesTo(first.axis());
  }

  private static Optional<Remark> remark(String format, double degrees, String more) {
    return Optional.of(
        new Remark(Remark.Kind.GANTRY_TILT, String.format(Locale.ROOT, format, degrees, more)));
  }
}
