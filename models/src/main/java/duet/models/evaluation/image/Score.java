package duet.models.evaluation.image;

import duet.models.dataset.GreyPicture;

/**
 * How near a generated picture G is to the original O, both 8-bit grey of one size.
 *
 * @param psnr dB, paper equation (2): 10 log10((L - 1)^2 / MSE) with L = 256 levels, so a peak of
 *     255; {@link #BEST_PSNR} where the pictures are alike
 * @param ssim paper equation (3), mean over pixels; see {@link #WINDOW}
 * @param mse paper equation (1): mean of (O - G)^2, grey levels squared
 * @param sharpness mean length of the grey gradient of G over that of O: below 1 is blurred, above
 *     1 is noisy; not in the paper
 */
public record Score(double psnr, double ssim, double mse, double sharpness) {
  /** A formula that would give infinity gives this: as for an MSE of 6.5e-6. */
  public static final double BEST_PSNR = 100;

  /** How SSIM was computed; goes beside every SSIM that is written down. */
  public static final String WINDOW = Ssim.WINDOW;

  private static final double PEAK = 255;

  /** Over whole pictures, then over those of its pixels that a mask holds. */
  record Both(Score whole, Score masked) {}

  /** Over all pixels. */
  public static Score of(GreyPicture original, GreyPicture generated) {
    return both(original, generated, Mask.whole(original.width(), original.height())).whole();
  }

  static Both both(GreyPicture original, GreyPicture generated, Mask mask) {
    if (original.width() != generated.width() || original.height() != generated.height()) {
      throw new IllegalArgumentException(
          String.format(
              "%dx%d against %dx%d",
              original.width(), original.height(), generated.width(), generated.height()));
    }
    Ssim ssim = new Ssim(original, generated);
    Mask whole = Mask.whole(original.width(), original.height());
    return new Both(over(original, generated, whole, ssim), over(original, generated, mask, ssim));
  }

  private static Score over(GreyPicture original, GreyPicture generated, Mask mask, Ssim ssim) {
    double mse = mse(original, generated, mask);
    double sharpness = gradient(generated, mask) / gradient(original, mask);
    return new Score(psnr(mse), ssim.mean(mask), mse, sharpness);
  }

  static double psnr(double mse) {
    return mse == 0 ? BEST_PSNR : Math.min(BEST_PSNR, 10 * Math.log10(PEAK * PEAK / mse));
  }

  private static double mse(GreyPicture original, GreyPicture generated, Mask mask) {
    long sum = 0;
    for (int i = 0; i < mask.inside().length; i++) {
      int difference = (original.grey()[i] & 0xFF) - (generated.grey()[i] & 0xFF);
      sum += mask.inside()[i] ? difference * difference : 0;
    }
    return (double) sum / mask.count();
  }

  /** Forward differences; the last row and column have none. */
  private static double gradient(GreyPicture picture, Mask mask) {
    double sum = 0;
    for (int y = 0; y < picture.height() - 1; y++) {
      for (int x = 0; x < picture.width() - 1; x++) {
        if (mask.at(x, y)) {
          int grey = picture.at(x, y);
          sum += Math.hypot(picture.at(x + 1, y) - grey, picture.at(x, y + 1) - grey);
        }
      }
    }
    return sum;
  }
}
