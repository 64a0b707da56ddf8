package duet.viewer.geometry;

/**
 * Which sides of the patient the four edges of an image show: R or L, A or P, H (head) or F (feet).
 * A second letter follows where the edge is turned by more than about 15 degrees from the axis.
 */
public record Orientation(String left, String right, String top, String bottom) {
  private static final double SECOND_LETTER = 0.26;

  public static Orientation of(Plane plane) {
    return new Orientation(
        letters(plane.right().times(-1)),
        letters(plane.right()),
        letters(plane.down().times(-1)),
        letters(plane.down()));
  }

  private static String letters(Point direction) {
    String[] names = {
      direction.x() > 0 ? "L" : "R", direction.y() > 0 ? "P" : "A", direction.z() > 0 ? "H" : "F"
    };
    double[] sizes = {Math.abs(direction.x()), Math.abs(direction.y()), Math.abs(direction.z())};
    int first = largest(sizes);
    sizes[first] = 0;
    int second = largest(sizes);
    return names[first] + (sizes[second] > SECOND_LETTER ? names[second] : "");
  }

  private static int largest(double[] sizes) {
    int best = 0;
    for (int i = 1; i < sizes.length; i++) {
      if (sizes[i] > sizes[best]) {
        best = i;
      }
    }
    return best;
  }
}
