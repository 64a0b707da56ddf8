package duet.models.training.mri;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How an averaged generator does on cases that it does not learn from: means over all slices, whole
 * image.
 *
 * @param loss of the training, without the discriminator's word
 * @param psnr in dB, of 8-bit values
 * @param ssim with a Gaussian window of 11 pixels
 * @param mse in squares of 8-bit levels
 */
public record Score(double loss, double psnr, double ssim, double mse) {
  /** Half of the range of 8-bit values, to turn -1..1 into them. */
  private static final double HALF_RANGE = 127.5;

  static Score of(List<Example> examples, MriStep step, MriOptions options) {
    Score sum = new Score(0, 0, 0, 0);
    for (Example example : examples) {
      sum = sum.plus(of(example, step, options));
    }
    int slices = examples.size();
    return new Score(sum.loss / slices, sum.psnr / slices, sum.ssim / slices, sum.mse / slices);
  }

  private static Score of(Example example, MriStep step, MriOptions options) {
    int pixels = example.ct().length;
    float[] ct = new float[pixels];
    float[] mri = new float[pixels];
    Augmentation.NONE.apply(example, new SplittableRandom(0), ct, mri);
    float[] synthetic = step.synthesise(ct);
    double absolute = 0;
    double squares = 0;
    for (int i = 0; i < pixels; i++) {
      absolute += Math.abs(synthetic[i] - mri[i]);
      double difference = level(synthetic[i]) - level(mri[i]);
      squares += difference * difference;
    }
    double mse = squares / pixels;
    double ssim = step.similarity(synthetic, mri);
    LossWeights weights = options.loss();
    double loss = weights.lambda() * absolute / pixels + weights.similarity() * (1 - ssim);
    double range = 2 * HALF_RANGE;
    // An image without any error would have an infinite ratio; one level in one pixel is the floor.
    double psnr = 10 * Math.log10(range * range / Math.max(mse, 1.0 / pixels));
    return new Score(loss, psnr, ssim, mse);
  }

  private static double level(float value) {
    return Math.rint((value + 1) * HALF_RANGE);
  }

  private Score plus(Score other) {
    return new Score(loss + other.loss, psnr + other.psnr, ssim + other.ssim, mse + other.mse);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "validation PSNR %.2f dB, SSIM %.4f, loss %.3f", psnr, ssim, loss);
  }
}
