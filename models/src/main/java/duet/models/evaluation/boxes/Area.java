package duet.models.evaluation.boxes;

import duet.models.dataset.LabelBox;

/** An upright rectangle, in any unit that is alike for all that it is compared with. */
public record Area(double left, double top, double right, double bottom) {

  /** A marked box, in shares of the image. */
  static Area of(LabelBox box) {
    return new Area(
        box.centreX() - box.width() / 2,
        box.centreY() - box.height() / 2,
        box.centreX() + box.width() / 2,
        box.centreY() + box.height() / 2);
  }

  double size() {
    return (right - left) * (bottom - top);
  }

  /** Intersection over union, 0..1; stretching an axis does not change it. */
  double iou(Area other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    if (width <= 0 || height <= 0) {
      return 0;
    }
    return width * height / (size() + other.size() - width * height);
  }
}
