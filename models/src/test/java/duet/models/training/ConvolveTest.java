package duet.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolveTest {
  private static final Shape KERNEL = new Shape(3, 2, 2, 2);

  @Test
  void isAConvolutionWithBias() {
    try (Torch torch = Torch.open(2, Torch.Device.CPU);
        NDManager scratch = torch.manager().newSubManager()) {
      NDArray x = scratch.arange(18f).reshape(1, 2, 3, 3);
      NDArray kernel = scratch.ones(KERNEL);
      NDArray bias = scratch.create(new float[] {0, 100, 200});
      NDArray y = Convolve.apply(x, kernel, bias, 1, 0);
      assertEquals(new Shape(1, 3, 2, 2), y.getShape());
      // The first: 0 + 1 + 3 + 4 of one channel and 9 + 10 + 12 + 13 of the other.
      float[] expected = {52, 60, 76, 84, 152, 160, 176, 184, 252, 260, 276, 284};
      assertArrayEquals(expected, y.toFloatArray());
    }
  }

  /**
   * PyTorch's own convolution fails this with 12, 8 and 1 channels out and 24 in: it multiplies
   * memory that nobody wrote by zero.
   */
  @ParameterizedTest
  @CsvSource({
    "32, 128, 12, 2, 1",
    "16, 64, 8, 3, 1",
    "128, 30, 1, 4, 1",
    "24, 64, 16, 3, 1",
    "3, 256, 16, 4, 2",
    "64, 28, 5, 1, 1"
  })
  void memoryThatNobodyWroteHasNoPartInIt(int in, int size, int out, int kernel, int stride) {
    try (Torch torch = Torch.open(2, Torch.Device.CPU)) {
      for (int turn = 0; turn < 6; turn++) {
        fillWithNan(torch.manager());
        assertEquals(
            0,
            nan(torch, new Shape(2, in, size, size), new Shape(out, in, kernel, kernel), stride));
      }
    }
  }

  /** How many of result and gradients are no numbers. */
  private static long nan(Torch torch, Shape image, Shape kernel, int stride) {
    try (NDManager scratch = torch.manager().newSubManager()) {
      NDArray x = random(scratch, image);
      NDArray weights = random(scratch, kernel);
      NDArray y;
      try (GradientCollector gradients = torch.gradients()) {
        y = Convolve.apply(x, weights, null, stride, kernel.get(2) / 2);
        gradients.backward(y.square().mean());
      }
      return nan(y) + nan(x.getGradient()) + nan(weights.getGradient());
    }
  }

  private static NDArray random(NDManager scratch, Shape shape) {
    Random random = new Random(1);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    NDArray array = scratch.create(values, shape);
    array.setRequiresGradient(true);
    return array;
  }

  private static long nan(NDArray array) {
    long count = 0;
    for (float value : array.toFloatArray()) {
      count += Float.isNaN(value) ? 1 : 0;
    }
    return count;
  }

  /** Takes memory of many sizes, writes NaN to it and gives it back. */
  private static void fillWithNan(NDManager manager) {
    try (NDManager scratch = manager.newSubManager()) {
      for (int power = 6; power < 23; power++) {
        for (int i = 0; i < (power < 18 ? 8 : 2); i++) {
          NDArray zeros = scratch.zeros(new Shape(1L << power));
          zeros.divi(zeros);
        }
      }
    }
  }
}
