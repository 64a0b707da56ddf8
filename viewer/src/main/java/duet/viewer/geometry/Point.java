package duet.viewer.geometry;

/** A point or vector in patient millimetres, LPS: x to the left, y to the back, z to the head. */
public record Point(double x, double y, double z) {
  public Point plus(Point other) {
    return new Point(x + other.x, y + other.y, z + other.z);
  }

  public Point minus(Point other) {
    return new Point(x - other.x, y - other.y, z - other.z);
  }

  public Point times(double factor) {
    return new Point(x * factor, y * factor, z * factor);
  }

  public double dot(Point other) {
    return x * other.x + y * other.y + z * other.z;
  }

  public Point cross(Point other) {
    return new Point(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  /** The vector of length 1 in the same direction. */
  public Point unit() {
    return times(1 / length());
  }

  /** Angle between two vectors, 0..180. */
  public double degreesTo(Point other) {
    return Math.toDegrees(Math.atan2(cross(other).length(), dot(other)));
  }

  /** Distance in millimetres. */
  public double distanceTo(Point other) {
    return minus(other).length();
  }
}
