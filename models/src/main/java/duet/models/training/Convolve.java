package duet.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Convolution with as many channels as PyTorch computes rightly.
 *
 * <p>PyTorch 2.7.1 convolves by oneDNN, whose kernels take 16 channels at a time. Where the last 16
 * are not full, it reads memory that nobody wrote: most often nothing comes of it, since what it
 * reads is multiplied by zero, but zero times NaN is NaN. Measured on AVX2 and AVX-512 with memory
 * full of NaN: 12, 8 or 1 channels out spoil the gradient of the input in a third to four fifths of
 * the calls, 24 channels in the result itself in each; 1, 3, 6 and 8 channels in spoil nothing. So
 * these are filled up with channels of zeros, which are cut off again.
 */
public final class Convolve {
  private static final long BLOCK = 16;

  private Convolve() {}

  /**
   * Convolves without dilation, groups or anything else.
   *
   * @param x batch x in x height x width
   * @param kernel out x in x rows x columns
   * @param bias one a channel, or none
   * @param stride of rows and columns
   * @param padding of each side, with zeros
   */
  public static NDArray apply(
      NDArray x, NDArray kernel, @Nullable NDArray bias, long stride, long padding) {
    long out = kernel.getShape().get(0);
    long in = kernel.getShape().get(1);
    long inMissing = in > BLOCK ? missing(in) : 0;
    NDManager manager = x.getManager();
    NDArray image = filled(manager, x, 1, inMissing);
    NDArray weights = filled(manager, filled(manager, kernel, 1, inMissing), 0, missing(out));
    NDArray constants = bias == null ? null : filled(manager, bias, 0, missing(out));
    NDArray y =
        image
            .getNDArrayInternal()
            .convolution(
                image,
                weights,
                constants,
                new Shape(stride, stride),
                new Shape(padding, padding),
                new Shape(1, 1),
                1)
            .head();
    return missing(out) == 0 ? y : y.get(":, 0:{}", out);
  }

  private static long missing(long channels) {
    return (BLOCK - channels % BLOCK) % BLOCK;
  }

  private static NDArray filled(NDManager manager, NDArray array, int axis, long more) {
    if (more == 0) {
      return array;
    }
    long[] shape = array.getShape().getShape().clone();
    shape[axis] = more;
    NDArray whole = array.concat(manager.zeros(new Shape(shape)), axis);
    whole.attach(manager);
    return whole;
  }
}
