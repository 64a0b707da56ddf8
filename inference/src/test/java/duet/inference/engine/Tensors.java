package duet.inference.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;

/** What the networks of the contract take and give. */
final class Tensors {
  private Tensors() {}

  static Tensor pair(float a, float b) {
    Tensor pair = Tensor.allocate(DataType.FLOAT, Shape.of(1, 2));
    pair.floats().put(a).put(b);
    return pair;
  }

  static Tensor image(int seed) {
    Tensor image = Tensor.allocate(DataType.FLOAT, Shape.of(1, 8, 64, 64));
    for (int i = 0; i < image.shape().elements(); i++) {
      image.floats().put(i, (float) Math.sin(i * 0.37 * seed));
    }
    return image;
  }

  static float[] floats(Tensor tensor) {
    float[] floats = new float[(int) tensor.shape().elements()];
    tensor.floats().get(floats);
    return floats;
  }

  /** The bits of the values; a result that is all zero would prove nothing. */
  static int[] bits(int seed, float[] values) {
    int[] bits = new int[values.length];
    int nonZero = 0;
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
      nonZero += values[i] == 0 ? 0 : 1;
    }
    assertTrue(nonZero > bits.length / 10, "result of image " + seed + " is nearly all zero");
    return bits;
  }
}
