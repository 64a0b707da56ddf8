package duet.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;

/**
 * The layers of our networks on the variables of one, NCHW. What a layer returns belongs to the
 * manager of its input.
 *
 * @param variables named as in the builder of the network
 */
public record Layers(Variables variables, Mode mode) {
  /** What a moving statistic keeps of itself at each step. */
  private static final float KEEP = 0.95f;

  /** Convolution with the kernel {@code NAME.weight}, without bias. */
  public NDArray conv(NDArray x, String name, int stride, int padding) {
    return Convolve.apply(x, variables.get(name + ".weight"), null, stride, padding);
  }

  /** Convolution with {@code NAME.weight} and {@code NAME.bias}. */
  public NDArray convWithBias(NDArray x, String name, int stride, int padding) {
    NDArray bias = variables.get(name + ".bias");
    return Convolve.apply(x, variables.get(name + ".weight"), bias, stride, padding);
  }

  /** Batch normalisation with {@code NAME.gamma, .beta, .mean} and {@code .variance}. */
  public NDArray norm(NDArray x, String name, float epsilon) {
    NDList out =
        BatchNorm.batchNorm(
            x,
            variables.get(name + ".mean"),
            variables.get(name + ".variance"),
            variables.get(name + ".gamma"),
            variables.get(name + ".beta"),
            1,
            KEEP,
            epsilon,
            mode == Mode.LEARNING);
    return out.head();
  }

  /**
   * Transposed convolution of kernel 4 and stride 2 without padding, H x W to (2H + 2) x (2W + 2).
   *
   * <p>DJL's PyTorch has none. Output row 2r + a is {@code in[r] * w[a] + in[r-1] * w[a+2]}: a
   * convolution of kernel 2 and padding 1 gives all four pixels (a, b) of a cell as channels, which
   * are then woven into rows and columns.
   *
   * @param bias whether there is {@code NAME.bias}
   */
  public NDArray deconv(NDArray x, String name, Bias bias) {
    NDArray weight = variables.get(name + ".weight");
    long in = weight.getShape().get(0);
    long out = weight.getShape().get(1);
    NDArray cells = weight.reshape(in, out, 2, 2, 2, 2);
    cells.attach(x.getManager());
    NDArray kernel =
        cells.flip(2, 4).transpose(1, 3, 5, 0, 2, 4).reshape(new Shape(4 * out, in, 2, 2));
    NDArray y = Convolve.apply(x, kernel, null, 1, 1);
    long batch = y.getShape().get(0);
    long h = y.getShape().get(2);
    long w = y.getShape().get(3);
    y =
        y.reshape(batch, out, 2, 2, h, w)
            .transpose(0, 1, 4, 2, 5, 3)
            .reshape(new Shape(batch, out, 2 * h, 2 * w));
    return bias == Bias.NONE ? y : y.add(perChannel(x, name + ".bias", out));
  }

  private NDArray perChannel(NDArray x, String name, long channels) {
    NDArray view = variables.get(name).reshape(new Shape(1, channels, 1, 1));
    view.attach(x.getManager());
    return view;
  }

  /** Whether a layer adds a constant to each channel. */
  public enum Bias {
    NONE,
    ADDED
  }
}
