package duet.inference.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A shape over a direct buffer in native byte order. The buffer is shared, never copied: who
 * allocates a tensor may write to it between two runs of an engine that reads it.
 */
public record Tensor(DataType type, Shape shape, ByteBuffer data) {
  /**
   * TensorRT takes only addresses that are multiples of it; others it would have to be copied to.
   */
  private static final int ALIGNMENT = 256;

  public Tensor {
    if (!data.isDirect() || data.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException("tensor data must be direct and in native byte order");
    }
    long bytes = shape.elements() * type.bytes();
    if (data.capacity() != bytes) {
      throw new IllegalArgumentException(
          type + " " + shape + " needs " + bytes + " bytes, got " + data.capacity());
    }
  }

  /** A zeroed tensor outside the Java heap. */
  public static Tensor allocate(DataType type, Shape shape) {
    int bytes = Math.toIntExact(Math.multiplyExact(shape.elements(), type.bytes()));
    ByteBuffer room = ByteBuffer.allocateDirect(Math.addExact(bytes, 2 * ALIGNMENT));
    ByteBuffer data = room.alignedSlice(ALIGNMENT).slice(0, bytes);
    return new Tensor(type, shape, data.order(ByteOrder.nativeOrder()));
  }

  /** A view of the whole tensor as floats, position 0; only for {@link DataType#FLOAT}. */
  public FloatBuffer floats() {
    if (type != DataType.FLOAT) {
      throw new IllegalStateException("a " + type + " tensor has no floats");
    }
    return data.duplicate().order(ByteOrder.nativeOrder()).clear().asFloatBuffer();
  }
}
