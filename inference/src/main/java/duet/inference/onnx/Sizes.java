package duet.inference.onnx;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.List;

/** Sizes that a file tells, checked before anything is done with them. */
final class Sizes {
  /** More axes than any operator knows what to do with. */
  private static final int MOST_AXES = 32;

  private Sizes() {}

  /**
   * The shape of a value.
   *
   * @throws OnnxException when no memory could hold it
   */
  static Shape checked(String name, DataType type, List<Long> dims) {
    if (dims.size() > MOST_AXES) {
      throw new OnnxException("gives '" + name + "' " + dims.size() + " dimensions");
    }
    Shape shape = new Shape(dims);
    if (!fits(shape, type)) {
      throw new OnnxException(
          "gives '%s' the size %s, over 2 GiB; no buffer can hold that".formatted(name, shape));
    }
    return shape;
  }

  private static boolean fits(Shape shape, DataType type) {
    long bytes = type.bytes();
    for (long dim : shape.dims()) {
      // A size of nothing makes the whole nothing, but still has to be a size.
      if (dim > Integer.MAX_VALUE || bytes * Math.max(1, dim) > Integer.MAX_VALUE) {
        return false;
      }
      bytes *= Math.max(1, dim);
    }
    return true;
  }
}
