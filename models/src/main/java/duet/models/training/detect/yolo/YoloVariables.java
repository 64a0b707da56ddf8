package duet.models.training.detect.yolo;

import ai.djl.ndarray.NDManager;
import duet.inference.tensor.Shape;
import duet.models.build.Parameter;
import duet.models.build.Weights;
import duet.models.build.Yolov8;
import duet.models.training.Variables;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/**
 * The variables of YOLOv8n. The builder's convolutions have batch normalisation folded into them;
 * training needs it apart. {@code 0.conv.bias} of the builder becomes {@code 0.bn.gamma, beta,
 * mean} and {@code variance} here, and is made from them again for export.
 */
public final class YoloVariables {
  private static final String FOLDED_BIAS = ".conv.bias";
  private static final String FOLDED_KERNEL = ".conv.weight";
  private static final List<String> NORM = List.of(".gamma", ".beta", ".mean", ".variance");

  private YoloVariables() {}

  /** Fresh ones. */
  public static Variables fresh(NDManager manager, int classes, long seed) {
    return Variables.of(
        manager, fresh(seed), weights -> new Yolov8(32, classes).graph(unfolded(weights), ""));
  }

  /** Kernels of variance 1 / (3 x fan-in), as PyTorch begins; biases as the builder has them. */
  private static Weights fresh(long seed) {
    Random random = new Random(seed);
    return (parameter, into) -> {
      Shape shape = parameter.shape();
      boolean kernel = shape.rank() == 4;
      double spread = kernel ? 1 / Math.sqrt(3.0 * shape.dim(1) * shape.dim(2) * shape.dim(3)) : 0;
      while (into.hasRemaining()) {
        into.put((float) (parameter.centre() + (kernel ? spread * random.nextGaussian() : 0)));
      }
    };
  }

  /** Asks for four numbers a channel of a normalisation where the builder asks for a bias. */
  private static Weights unfolded(Weights weights) {
    return (parameter, into) -> {
      if (!parameter.name().endsWith(FOLDED_BIAS)) {
        weights.fill(parameter, into);
        return;
      }
      String norm = norm(parameter.name(), FOLDED_BIAS);
      for (String part : NORM) {
        double centre = part.equals(".gamma") || part.equals(".variance") ? 1 : 0;
        weights.fill(
            new Parameter(norm + part, parameter.shape(), centre, 0),
            FloatBuffer.allocate(into.remaining()));
      }
    };
  }

  private static String norm(String name, String suffix) {
    return name.substring(0, name.length() - suffix.length()) + ".bn";
  }

  /** What the builder asks for, with the moving statistics folded in. */
  public static Weights folded(Variables variables) {
    return (parameter, into) -> {
      String name = parameter.name();
      if (name.endsWith(FOLDED_BIAS)) {
        foldBias(variables, norm(name, FOLDED_BIAS), into);
      } else if (name.endsWith(FOLDED_KERNEL)) {
        foldKernel(variables, name, into);
      } else {
        into.put(values(variables, name));
      }
    };
  }

  private static void foldBias(Variables variables, String norm, FloatBuffer into) {
    float[] mean = values(variables, norm + ".mean");
    float[] beta = values(variables, norm + ".beta");
    double[] gain = gain(variables, norm);
    for (int c = 0; c < gain.length; c++) {
      into.put((float) (beta[c] - mean[c] * gain[c]));
    }
  }

  private static void foldKernel(Variables variables, String name, FloatBuffer into) {
    float[] kernel = values(variables, name);
    double[] gain = gain(variables, norm(name, FOLDED_KERNEL));
    int taps = kernel.length / gain.length;
    for (int i = 0; i < kernel.length; i++) {
      into.put((float) (kernel[i] * gain[i / taps]));
    }
  }

  private static double[] gain(Variables variables, String norm) {
    float[] gamma = values(variables, norm + ".gamma");
    float[] variance = values(variables, norm + ".variance");
    double[] gain = new double[gamma.length];
    for (int c = 0; c < gain.length; c++) {
      gain[c] = gamma[c] / Math.sqrt(variance[c] + YoloNetwork.EPSILON);
    }
    return gain;
  }

  private static float[] values(Variables variables, String name) {
    return variables.get(name).toFloatArray();
  }
}
