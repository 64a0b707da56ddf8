package duet.models.training.detect.yolo;

import ai.djl.ndarray.NDArray;
import duet.models.training.Torch;

/**
 * CIoU of boxes given as the distances from one anchor to left, top, right and bottom: both boxes
 * of a pair are seen from the same anchor, so its place does not matter.
 */
final class CompleteOverlap {
  private static final float TINY = 1e-7f;

  private CompleteOverlap() {}

  /** Of two arrays 4 x boxes; the gradient flows into the first. */
  static NDArray of(NDArray guess, NDArray truth) {
    Sides g = new Sides(guess);
    Sides t = new Sides(truth);
    NDArray across = g.left.minimum(t.left).add(g.right.minimum(t.right)).clip(0, 1e9);
    NDArray down = g.top.minimum(t.top).add(g.bottom.minimum(t.bottom)).clip(0, 1e9);
    NDArray both = across.mul(down);
    NDArray union = g.width().mul(g.height()).add(t.width().mul(t.height())).sub(both).add(TINY);
    NDArray iou = both.div(union);
    NDArray hullWidth = g.left.maximum(t.left).add(g.right.maximum(t.right));
    NDArray hullHeight = g.top.maximum(t.top).add(g.bottom.maximum(t.bottom));
    NDArray diagonal = hullWidth.square().add(hullHeight.square()).add(TINY);
    NDArray dx = Torch.times(t.right.sub(t.left).sub(g.right.sub(g.left)), 0.5);
    NDArray dy = Torch.times(t.bottom.sub(t.top).sub(g.bottom.sub(g.top)), 0.5);
    NDArray distance = dx.square().add(dy.square()).div(diagonal);
    return iou.sub(distance).sub(aspect(g, t, iou));
  }

  private static NDArray aspect(Sides g, Sides t, NDArray iou) {
    NDArray angle =
        t.width().div(t.height().add(TINY)).atan().sub(g.width().div(g.height().add(TINY)).atan());
    NDArray v = Torch.times(angle.square(), 4 / (Math.PI * Math.PI));
    // The weight of the term is a constant to the gradient, as its authors have it.
    NDArray alpha = v.div(v.sub(iou).add(1 + TINY)).stopGradient();
    return v.mul(alpha);
  }

  private static final class Sides {
    final NDArray left;
    final NDArray top;
    final NDArray right;
    final NDArray bottom;

    Sides(NDArray sides) {
      left = sides.get(0);
      top = sides.get(1);
      right = sides.get(2);
      bottom = sides.get(3);
    }

    NDArray width() {
      return left.add(right);
    }

    NDArray height() {
      return top.add(bottom);
    }
  }
}
