package duet.models.training.detect.yolo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import duet.models.training.Convolve;
import duet.models.training.Mode;
import duet.models.training.Variables;
import java.util.ArrayList;
import java.util.List;

/**
 * YOLOv8n as a function of named numbers, the twin of {@code duet.models.build.Yolov8} with its
 * batch normalisation not folded: a block {@code 0} there has {@code 0.conv.weight} and {@code
 * 0.conv.bias}, here {@code 0.conv.weight} and {@code 0.bn.gamma, beta, mean, variance}.
 *
 * @param values finds a parameter or moving statistic by name
 */
public record YoloNetwork(Variables values, Mode mode) {
  static final int BINS = 16;
  static final int[] STRIDES = {8, 16, 32};
  static final float EPSILON = 1e-3f;

  /** Weight of the past in the moving statistics. */
  private static final float MEMORY = 0.97f;

  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);

  /**
   * Raw outputs, anchors last: {@code distances} N x 64 x anchors are logits over 16 bins for each
   * of four sides, {@code scores} N x classes x anchors are logits.
   */
  public record Raw(NDArray distances, NDArray scores) {}

  /** Runs images, N x 3 x size x size in 0..1. */
  public Raw forward(NDArray images) {
    NDArray x = block(images, "0", 2);
    x = stage(block(x, "1", 2), "2", 1);
    NDArray p3 = stage(block(x, "3", 2), "4", 2);
    NDArray p4 = stage(block(p3, "5", 2), "6", 2);
    x = stage(block(p4, "7", 2), "8", 1);
    NDArray p5 = pyramid(x);
    NDArray up4 = merge(cat(twice(p5), p4), "12");
    NDArray out3 = merge(cat(twice(up4), p3), "15");
    NDArray out4 = merge(cat(block(out3, "16", 2), up4), "18");
    NDArray out5 = merge(cat(block(out4, "19", 2), p5), "21");
    return head(List.of(out3, out4, out5));
  }

  private Raw head(List<NDArray> maps) {
    NDList distances = new NDList();
    NDList scores = new NDList();
    for (int i = 0; i < maps.size(); i++) {
      distances.add(flat(branch(maps.get(i), "22.cv2." + i)));
      scores.add(flat(branch(maps.get(i), "22.cv3." + i)));
    }
    NDArray first = distances.head();
    return new Raw(
        first.getNDArrayInternal().concat(rest(distances), 2),
        scores.head().getNDArrayInternal().concat(rest(scores), 2));
  }

  private static NDList rest(NDList list) {
    return list.subNDList(1);
  }

  private NDArray branch(NDArray map, String name) {
    NDArray x = block(block(map, name + ".0", 1), name + ".1", 1);
    return Convolve.apply(x, value(name + ".2.weight"), value(name + ".2.bias"), 1, 0);
  }

  private static NDArray flat(NDArray map) {
    Shape s = map.getShape();
    return map.reshape(s.get(0), s.get(1), s.get(2) * s.get(3));
  }

  /** Convolution, batch normalisation, SiLU. */
  private NDArray block(NDArray x, String name, int stride) {
    NDArray kernel = value(name + ".conv.weight");
    long pad = kernel.getShape().get(2) / 2;
    NDArray y = Convolve.apply(x, kernel, null, stride, pad);
    NDArray z = normalise(y, name + ".bn");
    return z.mul(z.getNDArrayInternal().sigmoid());
  }

  private NDArray normalise(NDArray y, String name) {
    return y.getNDArrayInternal()
        .batchNorm(
            y,
            value(name + ".mean"),
            value(name + ".variance"),
            value(name + ".gamma"),
            value(name + ".beta"),
            -1,
            MEMORY,
            EPSILON,
            mode == Mode.LEARNING)
        .head();
  }

  /** C2f with shortcuts. */
  private NDArray stage(NDArray x, String name, int bottlenecks) {
    NDArray y = block(x, name + ".cv1", 1);
    List<NDArray> parts = new ArrayList<>(y.split(2, 1));
    for (int i = 0; i < bottlenecks; i++) {
      NDArray from = parts.get(parts.size() - 1);
      parts.add(from.add(bottleneck(from, name + ".m." + i)));
    }
    return block(cat(parts.toArray(NDArray[]::new)), name + ".cv2", 1);
  }

  /** C2f of one bottleneck without a shortcut. */
  private NDArray merge(NDArray x, String name) {
    NDArray y = block(x, name + ".cv1", 1);
    NDArray half = y.split(2, 1).get(1);
    return block(cat(y, bottleneck(half, name + ".m.0")), name + ".cv2", 1);
  }

  private NDArray bottleneck(NDArray x, String name) {
    return block(block(x, name + ".cv1", 1), name + ".cv2", 1);
  }

  /** SPPF. */
  private NDArray pyramid(NDArray x) {
    NDArray near = block(x, "9.cv1", 1);
    NDArray mid = pool(near);
    NDArray far = pool(mid);
    return block(cat(near, mid, far, pool(far)), "9.cv2", 1);
  }

  private static NDArray pool(NDArray x) {
    return x.getNDArrayInternal().maxPool(new Shape(5, 5), ONE, TWO, false);
  }

  private static NDArray twice(NDArray x) {
    long height = x.getShape().get(2) * 2;
    long width = x.getShape().get(3) * 2;
    return x.getNDArrayInternal().interpolation(new long[] {height, width}, 0, false);
  }

  private static NDArray cat(NDArray... parts) {
    NDList others = new NDList();
    for (int i = 1; i < parts.length; i++) {
      others.add(parts[i]);
    }
    return parts[0].getNDArrayInternal().concat(others, 1);
  }

  private NDArray value(String name) {
    return values.get(name);
  }
}
