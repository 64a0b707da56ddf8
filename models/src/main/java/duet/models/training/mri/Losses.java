package duet.models.training.mri;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import duet.models.training.Torch;

/** What a synthetic MRI is judged by while a generator learns. */
final class Losses {
  private static final int WINDOW = 11;
  private static final double SIGMA = 1.5;

  /** From black to white. */
  private static final double RANGE = 2;

  private static final double C1 = Math.pow(0.01 * RANGE, 2);
  private static final double C2 = Math.pow(0.03 * RANGE, 2);

  /** {@code image x across} blurs the rows. */
  private final NDArray across;

  /**
   * @param size of the images, in pixels a side
   */
  Losses(NDManager manager, int size) {
    float[] gauss = new float[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      gauss[i] = (float) Math.exp(-Math.pow(i - WINDOW / 2, 2) / (2 * SIGMA * SIGMA));
      sum += gauss[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      gauss[i] /= (float) sum;
    }
    int inner = size - WINDOW + 1;
    float[] band = new float[size * inner];
    for (int i = 0; i < inner; i++) {
      for (int k = 0; k < WINDOW; k++) {
        band[(i + k) * inner + i] = gauss[k];
      }
    }
    across = manager.create(band, new Shape(size, inner));
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
   * Mean structural similarity [Wang et al. 2004] with a Gaussian window of 11 pixels, sigma 1.5,
   * with black as 0. Where an image is black its luminance term feels a single grey level; with
   * black as -1, as the networks have it, it would feel nothing.
   *
   * @param x batch x 1 x height x width, -1..1
   */
  NDArray similarity(NDArray x, NDArray y) {
    NDArray a = x.add(1);
    NDArray b = y.add(1);
    NDArray meanA = blur(a);
    NDArray meanB = blur(b);
    NDArray meanAb = meanA.mul(meanB);
    NDArray squareA = meanA.square();
    NDArray squareB = meanB.square();
    NDArray varianceA = blur(a.square()).sub(squareA);
    NDArray varianceB = blur(b.square()).sub(squareB);
    NDArray covariance = blur(a.mul(b)).sub(meanAb);
    NDArray above = Torch.times(meanAb, 2).add(C1).mul(Torch.times(covariance, 2).add(C2));
    NDArray below = squareA.add(squareB).add(C1).mul(varianceA.add(varianceB).add(C2));
    return above.div(below).mean();
  }

  /**
   * The image blurred and turned over its diagonal, which the mean of all pixels does not notice.
   * By matrices: as convolutions of one channel both passes are slower, and see Convolve. The image
   * is the left factor, since it owns what comes of it: what the matrix owns lives as long as the
   * run.
   */
  private NDArray blur(NDArray x) {
    return x.matMul(across).swapAxes(2, 3).matMul(across);
  }
}
