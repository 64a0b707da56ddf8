package duet.models.training.detect.scene;

import duet.models.training.detect.yolo.Box;
import java.util.List;

/** Where paint covers at least half: what a person would draw the box around. */
final class Extent {
  private static final double COVERED = 0.5;

  /** Fewer pixels than this nobody would see. */
  private static final int SMALLEST = 40;

  private int left = Integer.MAX_VALUE;
  private int top = Integer.MAX_VALUE;
  private int right = -1;
  private int bottom = -1;
  private int count;

  void add(int x, int y, double share) {
    if (share >= COVERED) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
      count++;
    }
  }

  double middleX() {
    return (left + right) / 2.0;
  }

  double middleY() {
    return (top + bottom) / 2.0;
  }

  /**
   * The box, or none where there is too little to see.
   *
   * @param margin on all sides
   * @param outX more on the left if negative, on the right if positive: people draw boxes of bleeds
   *     along the skull over the bone
   * @param outY the same for top and bottom
   */
  List<Box> box(double margin, double outX, double outY) {
    if (count < SMALLEST) {
      return List.of();
    }
    Box box =
        new Box(
            0,
            left - margin + Math.min(0, outX),
            top - margin + Math.min(0, outY),
            right + margin + Math.max(0, outX),
            bottom + margin + Math.max(0, outY));
    return List.of(box.clipped(Scene.SIDE));
  }
}
