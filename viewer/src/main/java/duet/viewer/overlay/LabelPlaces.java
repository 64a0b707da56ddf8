package duet.viewer.overlay;

import duet.viewer.finding.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds places for the labels of boxes: beside their box, inside the view, and where possible on no
 * other box and no other label. Labels that are placed first get the better places.
 */
final class LabelPlaces {
  private static final double GAP = 4;

  private final List<Box> taken;
  private final Box view;

  /** All in JavaFX units of the view. */
  LabelPlaces(List<Box> boxes, double width, double height) {
    taken = new ArrayList<>(boxes);
    view = new Box(0, 0, width, height);
  }

  /** The place of a label of a given size that belongs to a box. */
  Box place(Box box, double width, double height) {
    Box best =
        candidates(box, width, height).stream().min(Comparator.comparingDouble(this::cost)).get();
    taken.add(best);
    return best;
  }

  /** Above, below, right, left; in this order where the cost is the same. */
  private static List<Box> candidates(Box box, double width, double height) {
    double left = box.x() - 1;
    double right = box.x() + box.width() + 1;
    double above = box.y() - height - GAP;
    double below = box.y() + box.height() + GAP;
    return List.of(
        new Box(left, above, width, height),
        new Box(right - width, above, width, height),
        new Box(left, below, width, height),
        new Box(right - width, below, width, height),
        new Box(right + GAP, box.y(), width, height),
        new Box(left - GAP - width, box.y(), width, height),
        new Box(left, box.y() + GAP, width, height));
  }

  /** Area that would be covered; what falls out of the view counts double. */
  private double cost(Box place) {
    double covered = taken.stream().mapToDouble(other -> overlap(place, other)).sum();
    return covered + 2 * (place.area() - overlap(place, view));
  }

  private static double overlap(Box a, Box b) {
    double w = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
    double h = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
    return w > 0 && h > 0 ? w * h : 0;
  }
}
