package duet.models.dataset;

import java.util.Locale;

/**
 * What a person marked: a class and a box, in shares of the width and height of the image.
 *
 * @param classIndex from 0
 * @param centreX 0 at the left edge, 1 at the right
 * @param centreY 0 at the top, 1 at the bottom
 */
public record LabelBox(
    int classIndex, double centreX, double centreY, double width, double height) {
  /** Text files are rounded: a box may reach over the edge by this share of the image. */
  static final double TOLERANCE = 1e-4;

  public LabelBox {
    if (classIndex < 0) {
      throw new IllegalArgumentException("class " + classIndex + " is negative");
    }
    if (!(width > 0 && height > 0)) {
      throw new IllegalArgumentException("the box is " + width + " x " + height + ", has no area");
    }
    if (!(inside(centreX, width) && inside(centreY, height))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the box from (%.4f, %.4f) to (%.4f, %.4f) is not inside the image, 0 to 1",
              centreX - width / 2,
              centreY - height / 2,
              centreX + width / 2,
              centreY + height / 2));
    }
  }

  private static boolean inside(double centre, double size) {
    return centre - size / 2 >= -TOLERANCE && centre + size / 2 <= 1 + TOLERANCE;
  }

  /** The same box under another class. */
  public LabelBox as(int otherClass) {
    return new LabelBox(otherClass, centreX, centreY, width, height);
  }
}
