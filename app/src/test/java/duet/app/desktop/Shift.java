package duet.app.desktop;

import java.util.Arrays;
import java.util.List;

/**
 * By how much paired measurements differ when some of them were disturbed: the Hodges-Lehmann
 * estimate (the median of the means of all pairs of values) with the 95 % interval that belongs to
 * Wilcoxon's signed rank test. A collection of garbage that hits one turn hardly moves it, as it
 * would a mean. Hollander, Wolfe, Chicken: Nonparametric Statistical Methods, 3rd edition, 3.2,
 * 3.3.
 *
 * @param estimate in the unit of the values
 * @param low end of the interval
 * @param high end of the interval
 */
record Shift(double estimate, double low, double high) {
  private static final double NORMAL_975 = 1.96;

  /** Of at least eight values, for fewer of which the interval's normal approximation is poor. */
  static Shift of(List<Double> values) {
    int n = values.size();
    if (n < 8) {
      throw new IllegalArgumentException("eight values are needed, not " + n);
    }
    double[] means = new double[n * (n + 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        means[at++] = (values.get(i) + values.get(j)) / 2;
      }
    }
    Arrays.sort(means);
    double spread = Math.sqrt(n * (n + 1.0) * (2 * n + 1) / 24);
    int outside = Math.max(0, (int) (means.length / 2.0 - NORMAL_975 * spread));
    double middle = (means[(means.length - 1) / 2] + means[means.length / 2]) / 2;
    return new Shift(middle, means[outside], means[means.length - 1 - outside]);
  }
}
