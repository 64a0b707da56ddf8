package duet.models.training.mri;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import duet.models.build.Pix2Pix;
import duet.models.training.Layers;
import duet.models.training.Layers.Bias;
import duet.models.training.Mode;
import duet.models.training.Variables;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The generator of {@link Pix2Pix}, layer for layer, in the form that can be trained.
 *
 * @param dropout rate in the first three blocks up while learning; 0.5 in the tutorial
 */
record Generator(Pix2Pix network, float dropout) {
  private static final int DOWN = 8;
  private static final int UP = 7;
  private static final int WITH_DROPOUT = 3;
  private static final float EPSILON = 1e-3f;
  private static final float LEAK = 0.3f;

  /**
   * Makes MRI of CT.
   *
   * @param x batch x 3 x size x size, -1..1
   * @return the same shape, -1..1
   */
  NDArray forward(NDArray x, Variables variables, Mode mode) {
    Layers layers = new Layers(variables, mode);
    Deque<NDArray> skips = new ArrayDeque<>();
    for (int i = 1; i <= DOWN; i++) {
      x = layers.conv(x, "down" + i + ".conv", 2, 1);
      if (i > 1) {
        x = layers.norm(x, "down" + i + ".norm", EPSILON);
      }
      x = Activation.leakyRelu(x, LEAK);
      skips.push(x);
    }
    skips.pop();
    for (int i = 1; i <= UP; i++) {
      String name = "up" + i;
      x = crop(layers, layers.deconv(x, name + ".deconv", Bias.NONE), name);
      x = layers.norm(x, name + ".norm", EPSILON);
      if (i <= WITH_DROPOUT && dropout > 0 && mode == Mode.LEARNING) {
        x = Dropout.dropout(x, dropout, true).head();
      }
      x = Activation.relu(x).concat(skips.pop(), 1);
    }
    return crop(layers, layers.deconv(x, "last.deconv", Bias.ADDED), "last").tanh();
  }

  /** Padding 1 and a crop of one pixel a side are the same, so two variants train alike. */
  private NDArray crop(Layers layers, NDArray x, String name) {
    if (network.variant() == Pix2Pix.Variant.CONVOLUTION) {
      return layers.conv(x, name + ".crop", 1, 0);
    }
    long h = x.getShape().get(2);
    long w = x.getShape().get(3);
    return x.get(":, :, 1:{}, 1:{}", h - 1, w - 1);
  }
}
