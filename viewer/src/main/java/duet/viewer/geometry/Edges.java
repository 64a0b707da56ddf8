package duet.viewer.geometry;

import java.util.List;
import java.util.stream.Stream;

/**
 * Letters for the four edges of an image: the side of the patient that each edge faces. A anterior,
 * P posterior, L left, R right, H head, F feet; two or three letters where the image is oblique,
 * nearest first ({@code "AR"}).
 */
public record Edges(String left, String right, String top, String bottom) {
  /** Components below this (15 degrees) get no letter. */
  private static final double SMALLEST = Math.sin(Math.toRadians(15));

  public static Edges of(Plane plane) {
    return new Edges(
        letters(plane.right().times(-1)),
        letters(plane.right()),
        letters(plane.down().times(-1)),
        letters(plane.down()));
  }

  /**
   * The letters of a direction, largest component first.
   *
   * @param direction unit vector
   */
  public static String letters(Point direction) {
    List<Component> components =
        Stream.of(
                new Component(direction.x(), "L", "R"),
                new Component(direction.y(), "P", "A"),
                new Component(direction.z(), "H", "F"))
            .filter(component -> component.size() >= SMALLEST)
            .sorted((a, b) -> Double.compare(b.size(), a.size()))
            .toList();
    return String.join("", components.stream().map(Component::letter).toList());
  }

  private record Component(double value, String positive, String negative) {
    double size() {
      return Math.abs(value);
    }

    String letter() {
      return value > 0 ? positive : negative;
    }
  }
}
