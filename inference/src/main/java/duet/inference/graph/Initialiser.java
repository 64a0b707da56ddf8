package duet.inference.graph;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A constant of a graph: weights, or numbers that an operator needs.
 *
 * @param data the elements, little-endian as in an ONNX file; shared, not copied, and read-only
 *     from here on, so who made the buffer must no longer write to it
 */
public record Initialiser(Value value, ByteBuffer data) {
  public Initialiser {
    long bytes = value.shape().elements() * value.type().bytes();
    if (data.remaining() != bytes) {
      throw new IllegalArgumentException(
          "initialiser '%s' is %s %s and needs %d bytes, got %d"
              .formatted(value.name(), value.type(), value.shape(), bytes, data.remaining()));
    }
    data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A new buffer on the Java heap that fits {@link #data}. */
  public static ByteBuffer buffer(DataType type, Shape shape) {
    return ByteBuffer.allocate(Math.toIntExact(Math.multiplyExact(shape.elements(), type.bytes())))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A vector of 64-bit integers, the way ONNX passes shapes, axes and indices. */
  public static Initialiser ints(String name, long... values) {
    Shape shape = Shape.of(values.length);
    ByteBuffer data = buffer(DataType.INT64, shape);
    data.asLongBuffer().put(values);
    return new Initialiser(new Value(name, DataType.INT64, shape), data);
  }

  /** Copies the floats. */
  public static Initialiser floats(String name, Shape shape, float... values) {
    if (values.length != shape.elements()) {
      throw new IllegalArgumentException(
          name + " " + shape + " does not hold " + values.length + " floats");
    }
    ByteBuffer data = buffer(DataType.FLOAT, shape);
    data.asFloatBuffer().put(values);
    return new Initialiser(new Value(name, DataType.FLOAT, shape), data);
  }

  /** A read-only view as floats; only for {@link DataType#FLOAT}. */
  public FloatBuffer asFloats() {
    if (value.type() != DataType.FLOAT) {
      throw new IllegalStateException(value.name() + " holds " + value.type() + ", not floats");
    }
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN).clear().asFloatBuffer();
  }
}
