package duet.inference.shape.rule;

import duet.inference.graph.Node;
import java.util.Collections;
import java.util.List;

/** A kernel that slides over an image, as convolutions and pools have it. */
record Window(
    List<Long> kernel, List<Long> strides, List<Long> dilations, List<Long> pads, Node node) {

  /** What a node says, and the defaults of ONNX for what it does not. */
  static Window of(Node node, List<Long> kernelAbsent) {
    List<Long> kernel = node.ints("kernel_shape", kernelAbsent.toArray(Long[]::new));
    int axes = kernel.size();
    return new Window(
        kernel,
        node.ints("strides", filled(axes, 1)),
        node.ints("dilations", filled(axes, 1)),
        node.ints("pads", filled(2 * axes, 0)),
        node);
  }

  private static Long[] filled(int count, long number) {
    return Collections.nCopies(count, number).toArray(Long[]::new);
  }

  int axes() {
    return kernel.size();
  }

  /** How far the first and the last tap are apart, both included. */
  private long extent(int axis) {
    return Math.addExact(Math.multiplyExact(kernel.get(axis) - 1, dilations.get(axis)), 1);
  }

  private long padding(int axis) {
    return pads.get(axis) + pads.get(axis + axes());
  }

  /** Size along an axis of what comes out. */
  long size(int axis, long in) {
    long stride = positive(strides.get(axis));
    return switch (node.text("auto_pad", "NOTSET")) {
      case "SAME_UPPER", "SAME_LOWER" -> Math.floorDiv(in + stride - 1, stride);
      case "VALID" -> steps(axis, in, 0);
      default -> steps(axis, in, padding(axis));
    };
  }

  private long steps(int axis, long in, long padding) {
    long stride = strides.get(axis);
    long room = in + padding - extent(axis);
    if (room < 0) {
      throw new IllegalArgumentException("the kernel is larger than the image");
    }
    if (node.integer("ceil_mode", 0) == 0) {
      return room / stride + 1;
    }
    long size = Math.floorDiv(room + stride - 1, stride) + 1;
    // A window that begins behind the image and its first padding would see nothing.
    return (size - 1) * stride >= in + pads.get(axis) ? size - 1 : size;
  }

  /** Size along an axis of what goes in, when this size comes out: of a transposed convolution. */
  long transposed(int axis, long in) {
    long stride = positive(strides.get(axis));
    long extra = node.ints("output_padding", filled(axes(), 0)).get(axis);
    long full = Math.addExact(Math.multiplyExact(in - 1, stride), extent(axis) + extra);
    return switch (node.text("auto_pad", "NOTSET")) {
      case "SAME_UPPER", "SAME_LOWER" -> Math.multiplyExact(in, stride);
      case "VALID" -> full;
      default -> full - padding(axis);
    };
  }

  private static long positive(long stride) {
    if (stride < 1) {
      throw new IllegalArgumentException("a stride of " + stride);
    }
    return stride;
  }
}
