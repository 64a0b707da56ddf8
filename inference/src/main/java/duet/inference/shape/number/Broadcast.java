package duet.inference.shape.number;

import duet.inference.tensor.Shape;
import java.util.Objects;

/** Sizes of 1 stretch to whatever the other operand has, aligned at the last axis. */
public final class Broadcast {
  private Broadcast() {}

  public static Shape of(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    long[] dims = new long[rank];
    for (int i = 0; i < rank; i++) {
      long x = dim(a, i - rank + a.rank());
      long y = dim(b, i - rank + b.rank());
      if (x != y && x != 1 && y != 1) {
        throw new IllegalArgumentException(a + " does not broadcast to " + b);
      }
      dims[i] = x == 1 ? y : x;
    }
    return Shape.of(dims);
  }

  private static long dim(Shape shape, int axis) {
    return axis < 0 ? 1 : shape.dims().get(axis);
  }

  /**
   * The element of {@code from} that stands at an element of {@code to}, which it broadcasts to.
   */
  public static int source(Shape from, Shape to, int element) {
    int[] at = coordinates(to, element);
    int source = 0;
    for (int axis = 0; axis < from.rank(); axis++) {
      int dim = from.dim(axis);
      int place = at[at.length - from.rank() + axis];
      source = source * dim + (dim == 1 ? 0 : place);
    }
    return source;
  }

  /** Where an element lies. */
  public static int[] coordinates(Shape shape, int element) {
    int[] at = new int[shape.rank()];
    for (int axis = at.length - 1; axis >= 0; axis--) {
      at[axis] = element % shape.dim(axis);
      element /= shape.dim(axis);
    }
    return at;
  }

  /** Which element lies there. */
  public static int element(Shape shape, int[] at) {
    int element = 0;
    for (int axis = 0; axis < at.length; axis++) {
      element = element * shape.dim(axis) + Objects.checkIndex(at[axis], shape.dim(axis));
    }
    return element;
  }
}
