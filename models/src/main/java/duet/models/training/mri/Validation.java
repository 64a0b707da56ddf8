package duet.models.training.mri;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** How the averaged generator does on cases that it does not learn from. */
final class Validation {
  /** Half of the range of 8-bit values, to turn -1..1 into them. */
  private static final double HALF_RANGE = 127.5;

  private Validation() {}

  /**
   * Means over all slices.
   *
   * @param loss of the training, without the discriminator's word
   * @param psnr in dB, of 8-bit values
   */
  record Score(double loss, double psnr, double ssim) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "validation PSNR %.2f dB, SSIM %.4f, loss %.3f", psnr, ssim, loss);
    }
  }

  static Score of(List<Example> examples, MriStep step, MriOptions options) {
    double loss = 0;
    double psnr = 0;
    double ssim = 0;
    for (Example example : examples) {
      int pixels = example.ct().length;
      float[] ct = new float[pixels];
      float[] mri = new float[pixels];
      Augmentation.NONE.apply(example, new SplittableRandom(0), ct, mri);
      float[] synthetic = step.synthesise(ct);
      double absolute = 0;
      double squares = 0;
      for (int i = 0; i < pixels; i++) {
        absolute += Math.abs(synthetic[i] - mri[i]);
        double levels =
            Math.rint((synthetic[i] + 1) * HALF_RANGE) - Math.rint((mri[i] + 1) * HALF_RANGE);
        squares += levels * levels;
      }
      double similarity = step.similarity(synthetic, mri);
      double range = 2 * HALF_RANGE;
      psnr += 10 * Math.log10(range * range * pixels / Math.max(squares, 1));
      ssim += similarity;
      loss += options.lambda() * absolute / pixels + options.similarity() * (1 - similarity);
    }
    int slices = examples.size();
    return new Score(loss / slices, psnr / slices, ssim / slices);
  }
}
