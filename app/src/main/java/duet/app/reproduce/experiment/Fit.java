package duet.app.reproduce.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Two numbers found on one line of the paper. The first is tried in fixed steps; for each the best
 * second is sought, on a grid that is narrowed, so that the same command finds the same numbers.
 *
 * @param first what a DLA core reaches, in 10^12 operations a second; or what the search is about
 * @param hostMs that a frame is on the host
 * @param error mean absolute relative error on the line
 */
public record Fit(double first, double hostMs, double error) {
  private static final int STEPS = 12;
  private static final int ROUNDS = 3;
  private static final double LONGEST_MS = 6;

  /** What is no better than this is as good. */
  private static final double SAME = 0.0005;

  /** From a quarter of a number to eight times it, four steps to a factor of two. */
  public static List<Double> around(double prior) {
    List<Double> tried = new ArrayList<>();
    for (int quarter = -8; quarter <= 12; quarter++) {
      tried.add(prior * Math.pow(2, quarter / 4.0));
    }
    return tried;
  }

  /** The best second number for each first. */
  public static List<Fit> ridge(List<Double> firsts, ToDoubleFunction<Fit> error) {
    return firsts.stream().map(first -> best(first, error)).toList();
  }

  private static Fit best(double first, ToDoubleFunction<Fit> error) {
    Fit best = new Fit(first, 0, Double.MAX_VALUE);
    double from = 0;
    double width = LONGEST_MS;
    for (int round = 0; round < ROUNDS; round++) {
      for (int k = 0; k <= STEPS; k++) {
        double hostMs = from + width * k / STEPS;
        double found = error.applyAsDouble(new Fit(first, hostMs, 0));
        best = found < best.error ? new Fit(first, hostMs, found) : best;
      }
      from = Math.max(0, best.hostMs - width / STEPS);
      width = 2 * width / STEPS;
    }
    return best;
  }

  /** The best; among those as good the one whose first number is nearest to what was expected. */
  public static Fit choose(List<Fit> ridge, double prior) {
    double least = ridge.stream().mapToDouble(Fit::error).min().orElseThrow();
    return ridge.stream()
        .filter(fit -> fit.error <= least + SAME)
        .min(Comparator.comparingDouble(fit -> Math.abs(Math.log(fit.first / prior))))
        .orElseThrow();
  }
}
