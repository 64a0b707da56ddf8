package duet.inference.tensor;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Static dimensions, outermost first; images are NCHW. */
public record Shape(List<Long> dims) {
  public Shape {
    dims = List.copyOf(dims);
    for (long dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("dimension " + dim + " in " + dims + " is negative");
      }
    }
  }

  public static Shape of(long... dims) {
    return new Shape(LongStream.of(dims).boxed().toList());
  }

  public int rank() {
    return dims.size();
  }

  public int dim(int axis) {
    return Math.toIntExact(dims.get(axis));
  }

  /** Number of elements; 1 for a scalar. */
  public long elements() {
    return dims.stream().reduce(1L, Math::multiplyExact);
  }

  public long[] toArray() {
    return dims.stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public String toString() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
