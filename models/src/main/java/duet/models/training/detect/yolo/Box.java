package duet.models.training.detect.yolo;

/**
 * A box in pixels of the network's input.
 *
 * @param type class, 0-based
 */
public record Box(int type, double left, double top, double right, double bottom) {
  private static final double TINY = 1e-7;

  /** The same box of another class. */
  public Box as(int otherType) {
    return new Box(otherType, left, top, right, bottom);
  }

  /** Elsewhere. */
  public Box moved(double x, double y) {
    return new Box(type, left + x, top + y, right + x, bottom + y);
  }

  /** In other units. */
  public Box scaled(double by) {
    return new Box(type, by * left, by * top, by * right, by * bottom);
  }

  public double width() {
    return right - left;
  }

  public double height() {
    return bottom - top;
  }

  public double area() {
    return Math.max(0, width()) * Math.max(0, height());
  }

  public boolean holds(double x, double y) {
    return x > left && x < right && y > top && y < bottom;
  }

  /** Widened about its centre so that no side is shorter. */
  public Box atLeast(double side) {
    double dx = Math.max(0, side - width()) / 2;
    double dy = Math.max(0, side - height()) / 2;
    return new Box(type, left - dx, top - dy, right + dx, bottom + dy);
  }

  /** The part within a square image. */
  public Box clipped(double size) {
    return new Box(
        type, Math.max(0, left), Math.max(0, top), Math.min(size, right), Math.min(size, bottom));
  }

  public double intersection(Box other) {
    double across = Math.min(right, other.right) - Math.max(left, other.left);
    double down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return Math.max(0, across) * Math.max(0, down);
  }

  /** Intersection over union. */
  public double overlap(Box other) {
    double both = intersection(other);
    return both / (area() + other.area() - both + TINY);
  }

  /**
   * CIoU with a true box: intersection over union, less the squared distance of the centres over
   * the squared diagonal of the hull, less a term for unlike aspect ratios.
   */
  public double completeOverlap(Box truth) {
    double iou = overlap(truth);
    double hullWidth = Math.max(right, truth.right) - Math.min(left, truth.left);
    double hullHeight = Math.max(bottom, truth.bottom) - Math.min(top, truth.top);
    double diagonal = hullWidth * hullWidth + hullHeight * hullHeight + TINY;
    double dx = (truth.left + truth.right - left - right) / 2;
    double dy = (truth.top + truth.bottom - top - bottom) / 2;
    double angle =
        Math.atan(truth.width() / (truth.height() + TINY)) - Math.atan(width() / (height() + TINY));
    double v = 4 / (Math.PI * Math.PI) * angle * angle;
    double alpha = v / (v - iou + 1 + TINY);
    return iou - (dx * dx + dy * dy) / diagonal - alpha * v;
  }
}
