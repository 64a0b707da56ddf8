package duet.models.build;

import duet.inference.graph.Attribute.Real;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Value;
import duet.inference.tensor.Shape;
import duet.models.build.Layers.Kernel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The generator of Pix2Pix as in the TensorFlow tutorial and in arXiv 2510.01730: a U-Net of 8
 * blocks down, 7 up and a last transposed convolution. Input {@code input} and output {@code
 * output}, 1 x 3 x size x size, both in -1..1.
 *
 * <p>Batch normalisation uses the moving statistics and there is no dropout: the same image gives
 * the same result, unlike in the tutorial, which leaves both in training mode.
 *
 * @param variant how the padding of the transposed convolutions is done
 * @param width channels of the first block; 64 in the paper
 * @param size of the image, a multiple of 256, since eight blocks halve it
 */
public record Pix2Pix(Variant variant, int width, int size) {
  /**
   * The DLA of a Jetson runs transposed convolutions only without padding. Padding 1 cuts a border
   * of one pixel off the result, and so can something else.
   */
  public enum Variant {
    /** Padding 1. */
    ORIGINAL,
    /** No padding, then a crop of one pixel a side: the same function with the same weights. */
    CROPPING,
    /** No padding, then a 3x3 convolution without padding: a new function with more weights. */
    CONVOLUTION
  }

  private static final int[] DOWN = {1, 2, 4, 8, 8, 8, 8, 8};
  private static final int[] UP = {8, 8, 8, 8, 4, 2, 1};
  private static final float EPSILON = 1e-3f;
  private static final float LEAK = 0.3f;

  /** Makes up for a leaky ReLU, which keeps (1 + leak^2) / 2 of the power of the signal. */
  private static final double AFTER_LEAKY_RELU = Math.sqrt(2 / (1 + LEAK * LEAK));

  private static final double AFTER_RELU = Math.sqrt(2);

  /** Keeps most of the output out of the flat ends of tanh. */
  private static final double BEFORE_TANH = 0.7;

  public Pix2Pix {
    if (width < 1 || size < 256 || size % 256 != 0) {
      throw new IllegalArgumentException(
          "Pix2Pix of width "
              + width
              + " at size "
              + size
              + ": the size must be a multiple of 256");
    }
  }

  /** The generator with seeded weights. */
  public static Graph graph(Variant variant, int width, int size, long seed) {
    return new Pix2Pix(variant, width, size)
        .graph(Weights.seeded(seed), "UNTRAINED: random weights of seed " + seed);
  }

  /**
   * The generator with the given weights.
   *
   * @param description written into the file
   */
  public Graph graph(Weights weights, String description) {
    Layers layers = new Layers(weights);
    Value x = layers.input("input", Shape.of(1, 3, size, size));
    Deque<Value> skips = new ArrayDeque<>();
    for (int i = 0; i < DOWN.length; i++) {
      x = down(layers, x, i);
      skips.push(x);
    }
    skips.pop();
    for (int i = 0; i < UP.length; i++) {
      x = up(layers, x, i, skips.pop());
    }
    Kernel last = deconv(3, BEFORE_TANH);
    x = crop(layers, layers.deconv(x, "last.deconv", last, 0), "last");
    x = layers.map("Tanh", x, "output");
    return layers.graph("pix2pix", description, x);
  }

  private Value down(Layers layers, Value x, int block) {
    String name = "down" + (block + 1);
    double gain = block == 0 ? 1 : AFTER_LEAKY_RELU;
    x = layers.conv(x, name + ".conv", new Kernel(DOWN[block] * width, 4, 2, 1, gain));
    if (block > 0) {
      x = layers.batchNorm(x, name + ".norm", EPSILON);
    }
    return layers.map("LeakyRelu", x, name + ".act", new Real("alpha", LEAK));
  }

  private Value up(Layers layers, Value x, int block, Value skip) {
    String name = "up" + (block + 1);
    Kernel kernel = deconv(UP[block] * width, AFTER_RELU);
    x = crop(layers, layers.deconv(x, name + ".deconv", kernel), name);
    x = layers.batchNorm(x, name + ".norm", EPSILON);
    x = layers.map("Relu", x, name + ".act");
    return layers.concat(name + ".concat", 1, x, skip);
  }

  private Kernel deconv(int channels, double gain) {
    return new Kernel(channels, 4, 2, variant == Variant.ORIGINAL ? 1 : 0, gain);
  }

  /** Takes off the border that the padding of the original would have taken off. */
  private Value crop(Layers layers, Value x, String name) {
    int channels = x.shape().dim(1);
    int inner = x.shape().dim(2) - 2;
    return switch (variant) {
      case ORIGINAL -> x;
      case CROPPING -> slice(layers, x, name + ".crop", Shape.of(1, channels, inner, inner));
      case CONVOLUTION -> layers.conv(x, name + ".crop", new Kernel(channels, 3, 1, 0, 1));
    };
  }

  private static Value slice(Layers layers, Value x, String name, Shape inner) {
    long end = inner.dim(2) + 1L;
    List<String> in =
        List.of(
            x.name(),
            layers.constant(Initialiser.ints(name + ".starts", 1, 1)),
            layers.constant(Initialiser.ints(name + ".ends", end, end)),
            layers.constant(Initialiser.ints(name + ".axes", 2, 3)));
    return layers.node("Slice", name, in, inner);
  }
}
