package duet.models.training.mri;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;

/** What a synthetic MRI is judged by while a generator learns. */
final class Losses {
  private static final int WINDOW = 11;
  private static final double SIGMA = 1.5;

  /** Of values in -1..1. */
  private static final double RANGE = 2;

  private static final double C1 = Math.pow(0.01 * RANGE, 2);
  private static final double C2 = Math.pow(0.03 * RANGE, 2);

  private final NDArray across;
  private final NDArray down;

  Losses(NDManager manager) {
    float[] gauss = new float[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      gauss[i] = (float) Math.exp(-Math.pow(i - WINDOW / 2, 2) / (2 * SIGMA * SIGMA));
      sum += gauss[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      gauss[i] /= (float) sum;
    }
    across = manager.create(gauss, new Shape(1, 1, 1, WINDOW));
    down = manager.create(gauss, new Shape(1, 1, WINDOW, 1));
  }

  /** Mean absolute difference. */
  static NDArray l1(NDArray a, NDArray b) {
    return a.sub(b).abs().mean();
  }

  /** Binary cross-entropy of logits, in the form that does not overflow. */
  static NDArray crossEntropy(NDArray logits, Patch label) {
    NDArray positive = Activation.relu(logits);
    NDArray tail = logits.abs().neg().exp().add(1).log();
    NDArray linear = label == Patch.TRUE ? positive.sub(logits) : positive;
    return linear.add(tail).mean();
  }

  /** What the discriminator should have said. */
  enum Patch {
    TRUE,
    SYNTHETIC
  }

  /**
   * Mean structural similarity [Wang et al. 2004] with a Gaussian window of 11 pixels, sigma 1.5.
   *
   * @param a batch x 1 x height x width, -1..1
   */
  NDArray similarity(NDArray a, NDArray b) {
    NDArray meanA = blur(a);
    NDArray meanB = blur(b);
    NDArray meanAb = meanA.mul(meanB);
    NDArray squareA = meanA.square();
    NDArray squareB = meanB.square();
    NDArray varianceA = blur(a.square()).sub(squareA);
    NDArray varianceB = blur(b.square()).sub(squareB);
    NDArray covariance = blur(a.mul(b)).sub(meanAb);
    NDArray above = meanAb.mul(2).add(C1).mul(covariance.mul(2).add(C2));
    NDArray below = squareA.add(squareB).add(C1).mul(varianceA.add(varianceB).add(C2));
    return above.div(below).mean();
  }

  private NDArray blur(NDArray x) {
    return Conv2d.conv2d(Conv2d.conv2d(x, across).head(), down).head();
  }
}
