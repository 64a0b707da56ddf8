package duet.models.training.mri;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import duet.inference.graph.Initialiser;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.models.build.Parameter;
import duet.models.build.Weights;
import duet.models.training.Layers;
import duet.models.training.Mode;
import duet.models.training.Variables;

/**
 * PatchGAN of the TensorFlow tutorial: CT and MRI in, a 30 x 30 map of logits out at size 256, each
 * of which judges a patch of 70 x 70 pixels.
 *
 * @param width channels of the first block; 64 in the tutorial and the paper
 */
record Discriminator(int width) {
  private static final int BLOCKS = 4;
  private static final int KERNEL = 4;
  private static final float EPSILON = 1e-3f;
  private static final float LEAK = 0.3f;

  Variables variables(NDManager manager, long seed) {
    return Variables.of(manager, Weights.seeded(seed), this::ask);
  }

  private void ask(Weights weights) {
    int in = 6;
    for (int i = 1; i <= BLOCKS; i++) {
      int out = width << (i - 1);
      kernel(weights, "d" + i + ".conv.weight", out, in);
      if (i > 1) {
        for (String part : new String[] {"gamma", "beta", "mean", "variance"}) {
          boolean one = part.equals("gamma") || part.equals("variance");
          ask(weights, new Parameter("d" + i + ".norm." + part, Shape.of(out), one ? 1 : 0, 0));
        }
      }
      in = out;
    }
    kernel(weights, "last.conv.weight", 1, in);
    ask(weights, new Parameter("last.conv.bias", Shape.of(1), 0, 0));
  }

  private static void kernel(Weights weights, String name, int out, int in) {
    // The tutorial's spread for all kernels.
    ask(weights, new Parameter(name, Shape.of(out, in, KERNEL, KERNEL), 0, 0.02));
  }

  private static void ask(Weights weights, Parameter parameter) {
    weights.fill(parameter, Initialiser.buffer(DataType.FLOAT, parameter.shape()).asFloatBuffer());
  }

  /**
   * Judges every patch.
   *
   * @param ct batch x 3 x size x size
   * @param mri the same, true or synthetic
   * @return logits, positive where the patch looks true
   */
  NDArray forward(NDArray ct, NDArray mri, Variables variables) {
    Layers layers = new Layers(variables, Mode.LEARNING);
    NDArray x = ct.concat(mri, 1);
    for (int i = 1; i <= BLOCKS; i++) {
      x = layers.conv(x, "d" + i + ".conv", i < BLOCKS ? 2 : 1, 1);
      if (i > 1) {
        x = layers.norm(x, "d" + i + ".norm", EPSILON);
      }
      x = Activation.leakyRelu(x, LEAK);
    }
    return layers.convWithBias(x, "last.conv", 1, 1);
  }
}
