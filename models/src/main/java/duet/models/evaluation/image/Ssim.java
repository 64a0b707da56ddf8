package duet.models.evaluation.image;

import duet.models.dataset.GreyPicture;

/**
 * The structural similarity at each pixel, paper equation (3), as its authors define it [Wang et
 * al., IEEE Trans. Image Processing 13(4), 2004]:
 *
 * <pre>
 * ((2 mO mG + C1) (2 cOG + C2)) / ((mO^2 + mG^2 + C1) (vO + vG + C2))
 * </pre>
 *
 * Means m, variances v and the covariance c are weighted by a Gaussian window of 11x11 pixels,
 * sigma 1.5, weights summing to 1; C1 = (0.01 L)^2, C2 = (0.03 L)^2, L = 255. Only positions where
 * the whole window lies in the picture count, so that 5 pixels at each edge give none.
 */
final class Ssim {
  static final String WINDOW = "Gaussian 11x11, sigma 1.5, valid positions, L 255";
  private static final int REACH = 5;
  private static final double SIGMA = 1.5;
  private static final double C1 = 0.01 * 255 * 0.01 * 255;
  private static final double C2 = 0.03 * 255 * 0.03 * 255;
  private static final double[] WEIGHTS = weights();

  private final int width;
  private final int height;
  private final double[] map;

  Ssim(GreyPicture original, GreyPicture generated) {
    width = original.width();
    height = original.height();
    if (width <= 2 * REACH || height <= 2 * REACH) {
      throw new IllegalArgumentException(width + "x" + height + " is smaller than the window");
    }
    int size = width * height;
    double[] o = new double[size];
    double[] g = new double[size];
    double[] oo = new double[size];
    double[] gg = new double[size];
    double[] og = new double[size];
    for (int i = 0; i < size; i++) {
      o[i] = original.grey()[i] & 0xFF;
      g[i] = generated.grey()[i] & 0xFF;
      oo[i] = o[i] * o[i];
      gg[i] = g[i] * g[i];
      og[i] = o[i] * g[i];
    }
    map = combined(smooth(o), smooth(g), smooth(oo), smooth(gg), smooth(og));
  }

  /** Mean over the valid positions whose centre is in the mask; NaN where there are none. */
  double mean(Mask mask) {
    double sum = 0;
    int count = 0;
    for (int y = REACH; y < height - REACH; y++) {
      for (int x = REACH; x < width - REACH; x++) {
        if (mask.at(x, y)) {
          sum += map[y * width + x];
          count++;
        }
      }
    }
    return sum / count;
  }

  private static double[] combined(
      double[] mo, double[] mg, double[] oo, double[] gg, double[] og) {
    double[] map = new double[mo.length];
    for (int i = 0; i < map.length; i++) {
      double product = mo[i] * mg[i];
      double squares = mo[i] * mo[i] + mg[i] * mg[i];
      double covariance = og[i] - product;
      double variances = oo[i] + gg[i] - squares;
      map[i] = (2 * product + C1) * (2 * covariance + C2) / ((squares + C1) * (variances + C2));
    }
    return map;
  }

  /** Right where the window fits, 0 elsewhere. */
  private double[] smooth(double[] values) {
    return pass(pass(values, 1), width);
  }

  private double[] pass(double[] values, int step) {
    double[] smooth = new double[values.length];
    for (int i = REACH * step; i < values.length - REACH * step; i++) {
      double sum = 0;
      for (int k = -REACH; k <= REACH; k++) {
        sum += WEIGHTS[k + REACH] * values[i + k * step];
      }
      smooth[i] = sum;
    }
    return smooth;
  }

  private static double[] weights() {
    double[] weights = new double[2 * REACH + 1];
    double sum = 0;
    for (int k = -REACH; k <= REACH; k++) {
      weights[k + REACH] = Math.exp(-k * k / (2 * SIGMA * SIGMA));
      sum += weights[k + REACH];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}
