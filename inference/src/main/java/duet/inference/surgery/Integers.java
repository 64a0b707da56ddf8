package duet.inference.surgery;

import duet.inference.graph.Initialiser;
import duet.inference.tensor.DataType;
import java.util.List;
import java.util.stream.LongStream;

/** The whole numbers in a constant: shapes, axes, indices. */
public final class Integers {
  private Integers() {}

  public static List<Long> of(Initialiser constant) {
    int elements = Math.toIntExact(constant.value().shape().elements());
    LongStream numbers =
        constant.value().type() == DataType.INT32
            ? LongStream.range(0, elements).map(i -> constant.data().getInt((int) i * 4))
            : LongStream.range(0, elements).map(i -> constant.data().getLong((int) i * 8));
    return numbers.boxed().toList();
  }
}
