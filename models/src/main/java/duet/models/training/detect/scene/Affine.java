package duet.models.training.detect.scene;

import duet.models.training.detect.yolo.Box;
import java.util.Random;

/**
 * A map of the plane: forward x' = a x + b y + tx, y' = c x + d y + ty, about the middle of the
 * picture.
 */
record Affine(double a, double b, double c, double d, double tx, double ty) {
  private static final double ROTATION = 0.35;
  private static final double SCALE = 0.25;
  private static final double ASPECT = 0.1;
  private static final double SHEAR = 0.08;
  private static final double SHIFT = 0.12;

  /** A small random turn, zoom, shear, shift, and every other time a flip left to right. */
  static Affine random(Random random, double side) {
    double turn = ROTATION * (2 * random.nextDouble() - 1) * random.nextDouble();
    double zoom = Math.exp(SCALE * (2 * random.nextDouble() - 1));
    double aspect = Math.exp(ASPECT * (2 * random.nextDouble() - 1));
    double shear = SHEAR * (2 * random.nextDouble() - 1);
    double flip = random.nextBoolean() ? -1 : 1;
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double sx = zoom * aspect * flip;
    double sy = zoom / aspect;
    return new Affine(
        sx * cos,
        sy * (shear * cos - sin),
        sx * sin,
        sy * (shear * sin + cos),
        SHIFT * side * (2 * random.nextDouble() - 1) * random.nextDouble(),
        SHIFT * side * (2 * random.nextDouble() - 1) * random.nextDouble());
  }

  double x(double x, double y) {
    return a * x + b * y + tx;
  }

  double y(double x, double y) {
    return c * x + d * y + ty;
  }

  /** The map that undoes this one. */
  Affine inverse() {
    double det = a * d - b * c;
    return new Affine(
        d / det, -b / det, -c / det, a / det, (b * ty - d * tx) / det, (c * tx - a * ty) / det);
  }

  /**
   * The box of a mapped box with a given centre. The hull of its ellipse: that of its corners would
   * grow with every turn.
   */
  Box box(Box box, double centreX, double centreY) {
    double x = x(centreX, centreY);
    double y = y(centreX, centreY);
    double halfWidth = Math.hypot(a * box.width(), b * box.height()) / 2;
    double halfHeight = Math.hypot(c * box.width(), d * box.height()) / 2;
    return new Box(box.type(), x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
  }
}
