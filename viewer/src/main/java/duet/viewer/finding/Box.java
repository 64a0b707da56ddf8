package duet.viewer.finding;

/**
 * An upright rectangle in image space: pixels, x to higher columns, y to higher rows, (0, 0) at the
 * upper left corner of the first pixel (DICOM PS3.3 C.10.5.1.2).
 */
public record Box(double x, double y, double width, double height) {
  public Box {
    if (!(width >= 0) || !(height >= 0)) {
      throw new IllegalArgumentException("box of " + width + " x " + height);
    }
  }

  public double area() {
    return width * height;
  }

  /** Intersection over union, 0..1. */
  public double iou(Box other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (area() + other.area() - w * h);
  }
}
