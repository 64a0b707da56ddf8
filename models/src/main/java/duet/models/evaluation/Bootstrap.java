package duet.models.evaluation;

import duet.models.evaluation.Estimate.Basis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap over patients: images of one patient resemble each other, so that patients
 * are drawn with replacement and each brings all its images [Efron and Tibshirani, An Introduction
 * to the Bootstrap, 1993, chapter 13]. Seeded: the same data give the same interval.
 *
 * @param <T> what an image gives
 */
public final class Bootstrap<T> {
  public static final int RESAMPLES = 2000;
  private static final long SEED = 0x5EED;
  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  private final List<List<T>> units;
  private final Basis basis;

  private Bootstrap(List<List<T>> units, Basis basis) {
    this.units = units;
    this.basis = basis;
  }

  /**
   * Groups what was measured.
   *
   * @param patient who an item belongs to
   * @param image which image it belongs to; drawn instead where there is one patient only
   */
  public static <T> Bootstrap<T> over(
      List<T> items, Function<T, String> patient, Function<T, String> image) {
    List<List<T>> patients = grouped(items, patient);
    return patients.size() > 1
        ? new Bootstrap<>(patients, Basis.PATIENTS)
        : new Bootstrap<>(grouped(items, image), Basis.IMAGES_OF_ONE_PATIENT);
  }

  /** A figure of all items, and of each resample of them. */
  public Estimate estimate(ToDoubleFunction<List<T>> figure) {
    double value = figure.applyAsDouble(flat());
    double[] drawn = new double[RESAMPLES];
    SplittableRandom random = new SplittableRandom(SEED);
    int told = 0;
    for (int i = 0; i < RESAMPLES; i++) {
      double once = figure.applyAsDouble(resample(random));
      if (!Double.isNaN(once)) { // a resample without a single positive cannot tell
        drawn[told++] = once;
      }
    }
    double[] sorted = Arrays.copyOf(drawn, told);
    Arrays.sort(sorted);
    return new Estimate(value, quantile(sorted, LOW), quantile(sorted, HIGH), basis, units.size());
  }

  private List<T> flat() {
    List<T> all = new ArrayList<>();
    units.forEach(all::addAll);
    return all;
  }

  private List<T> resample(SplittableRandom random) {
    List<T> drawn = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      drawn.addAll(units.get(random.nextInt(units.size())));
    }
    return drawn;
  }

  /** Linear between the two nearest, as R's type 7; NaN of nothing. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    if (sorted[below] == sorted[above]) {
      return sorted[below];
    }
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static <T> List<List<T>> grouped(List<T> items, Function<T, String> key) {
    Map<String, List<T>> groups = new LinkedHashMap<>();
    for (T item : items) {
      groups.computeIfAbsent(key.apply(item), unused -> new ArrayList<>()).add(item);
    }
    return List.copyOf(groups.values());
  }
}
