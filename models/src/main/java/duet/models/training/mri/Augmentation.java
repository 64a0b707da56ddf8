package duet.models.training.mri;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes a new pair of an old one: both images are mirrored, turned, scaled, moved and bent alike,
 * and the CT's grey values drift, since scanners and windows differ. The MRI's values stay: what
 * they are is what is to be learnt.
 *
 * @param turn standard deviation, radians
 * @param scale standard deviation of the logarithm of the size
 * @param stretch the same for the width alone
 * @param move standard deviation, as a part of the image
 * @param bend standard deviation of the shift of a coarse grid's points, as a part of the image
 * @param drift standard deviation of gain and offset of the CT, as a part of its range
 * @param noise standard deviation added to each CT pixel, as a part of its range
 */
record Augmentation(
    double turn,
    double scale,
    double stretch,
    double move,
    double bend,
    double drift,
    double noise) {
  static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 0, 0);
  static final Augmentation USUAL = new Augmentation(0.17, 0.12, 0.06, 0.04, 0.015, 0.05, 0.02);

  /** Points of the coarse grid in each direction. */
  private static final int GRID = 6;

  /** Grey values at and beyond which a CT is bone or air, whose values the window has cut off. */
  private static final double CLIPPED_LOW = 2;

  private static final double CLIPPED_HIGH = 253;
  private static final double RANGE = 255;

  /**
   * @param ct receives size x size values, -1..1
   * @param mri likewise
   */
  void apply(Example from, SplittableRandom random, float[] ct, float[] mri) {
    Warp warp = warp(from.size(), random);
    double gain = 1 + drift * random.nextGaussian();
    double offset = drift * RANGE * random.nextGaussian();
    int size = from.size();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int i = y * size + x;
        double sx = warp.x(x, y);
        double sy = warp.y(x, y);
        double grey = sample(from.ct(), size, sx, sy);
        if (grey > CLIPPED_LOW && grey < CLIPPED_HIGH && (drift > 0 || noise > 0)) {
          grey = grey * gain + offset + noise * RANGE * random.nextGaussian();
        }
        ct[i] = signed(grey);
        mri[i] = signed(sample(from.mri(), size, sx, sy));
      }
    }
  }

  private static float signed(double grey) {
    return (float) (Math.max(0, Math.min(RANGE, grey)) / (RANGE / 2) - 1);
  }

  private Warp warp(int size, SplittableRandom random) {
    if (equals(NONE)) {
      return new Warp(size, 1, 0, 0, 1, 0, 0, new double[GRID * GRID], new double[GRID * GRID]);
    }
    double angle = turn * random.nextGaussian();
    double zoom = Math.exp(scale * random.nextGaussian());
    double wide = zoom * Math.exp(stretch * random.nextGaussian());
    double mirror = random.nextBoolean() ? 1 : -1;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new Warp(
        size,
        mirror * cos * wide,
        -mirror * sin * zoom,
        sin * wide,
        cos * zoom,
        move * size * random.nextGaussian(),
        move * size * random.nextGaussian(),
        shifts(size, random),
        shifts(size, random));
  }

  private double[] shifts(int size, SplittableRandom random) {
    double[] shifts = new double[GRID * GRID];
    if (bend > 0) {
      Arrays.setAll(shifts, i -> bend * size * random.nextGaussian());
    }
    return shifts;
  }

  /** Where in the old image a pixel of the new one comes from. */
  private record Warp(
      int size,
      double xx,
      double xy,
      double yx,
      double yy,
      double dx,
      double dy,
      double[] bendX,
      double[] bendY) {

    double x(int x, int y) {
      double middle = (size - 1) / 2.0;
      return middle + xx * (x - middle) + xy * (y - middle) + dx + bent(bendX, x, y);
    }

    double y(int x, int y) {
      double middle = (size - 1) / 2.0;
      return middle + yx * (x - middle) + yy * (y - middle) + dy + bent(bendY, x, y);
    }

    private double bent(double[] shifts, int x, int y) {
      double step = (size - 1.0) / (GRID - 1);
      return bilinear(shifts, GRID, x / step, y / step);
    }
  }

  private static double bilinear(double[] grid, int side, double x, double y) {
    int x0 = Math.min(side - 2, (int) x);
    int y0 = Math.min(side - 2, (int) y);
    double fx = x - x0;
    double fy = y - y0;
    int i = y0 * side + x0;
    double above = grid[i] + fx * (grid[i + 1] - grid[i]);
    double below = grid[i + side] + fx * (grid[i + side + 1] - grid[i + side]);
    return above + fy * (below - above);
  }

  /** Bilinear; black beyond the edges. */
  private static double sample(byte[] image, int size, double x, double y) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    double fx = x - x0;
    double fy = y - y0;
    double above = grey(image, size, x0, y0) * (1 - fx) + grey(image, size, x0 + 1, y0) * fx;
    double below =
        grey(image, size, x0, y0 + 1) * (1 - fx) + grey(image, size, x0 + 1, y0 + 1) * fx;
    return above * (1 - fy) + below * fy;
  }

  private static int grey(byte[] image, int size, int x, int y) {
    return x < 0 || y < 0 || x >= size || y >= size ? 0 : image[y * size + x] & 0xff;
  }
}
