package duet.app.reproduce.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was demanded of the simulation before it was run.
 *
 * @param rows of the paper
 * @param pairs predicted for them
 */
public record Acceptance(List<PaperRow> rows, List<Pair> pairs) {
  private static final double SLOW_GOAL = 0.15;
  private static final double RANK_GOAL = 0.8;

  public Acceptance {
    rows = List.copyOf(rows);
    pairs = List.copyOf(pairs);
  }

  /**
   * One demand.
   *
   * @param demand in words
   * @param found in words, with numbers
   * @param passed whether it holds
   */
  public record Item(String demand, String found, boolean passed) {
    public String verdict() {
      return passed ? "pass" : "miss";
    }
  }

  public List<Item> items() {
    return List.of(order(), slow(), ranks(), heldOut());
  }

  public int passed() {
    return (int) items().stream().filter(Item::passed).count();
  }

  /** Two models that go in step are in no order. */
  private Item order() {
    int right = 0;
    int ties = 0;
    for (int i = 0; i < rows.size(); i++) {
      Pair measured = rows.get(i).measured();
      Pair pair = pairs.get(i);
      boolean tie = pair.gap() < 0.001 * pair.gpu();
      ties += tie ? 1 : 0;
      right += !tie && (pair.gpu() > pair.dla()) == (measured.gpu() > measured.dla()) ? 1 : 0;
    }
    return new Item(
        "order of GPU and DLA in all six pairs",
        right + " of 6" + (ties == 0 ? "" : ", " + ties + " go in step"),
        right == rows.size());
  }

  private Item slow() {
    double predicted = pairs.get(0).dla();
    double error = predicted / rows.get(0).measured().dla() - 1;
    return new Item(
        "the 86.94 within 15 %",
        String.format(Locale.ROOT, "%.1f, %+.1f %%", predicted, 100 * error),
        Math.abs(error) <= SLOW_GOAL);
  }

  private Item ranks() {
    double rho = rankCorrelation();
    return new Item(
        "rank correlation of the gaps at least 0.8",
        String.format(Locale.ROOT, "%.2f", rho),
        rho >= RANK_GOAL);
  }

  /** Of Spearman. */
  public double rankCorrelation() {
    double[] measured = ranks(rows.stream().mapToDouble(row -> row.measured().gap()).toArray());
    double[] predicted = ranks(pairs.stream().mapToDouble(Acceptance::roundedGap).toArray());
    double mean = (rows.size() + 1) / 2.0;
    double both = 0;
    double one = 0;
    double other = 0;
    for (int i = 0; i < measured.length; i++) {
      both += (measured[i] - mean) * (predicted[i] - mean);
      one += Math.pow(measured[i] - mean, 2);
      other += Math.pow(predicted[i] - mean, 2);
    }
    return other == 0 ? 0 : both / Math.sqrt(one * other);
  }

  /** A hundredth of a frame is rounding. */
  private static double roundedGap(Pair pair) {
    return Math.round(100 * pair.gap()) / 100.0;
  }

  /** From 1; equal values share their mean rank. */
  private static double[] ranks(double[] values) {
    return Arrays.stream(values)
        .map(
            value ->
                (1
                        + Arrays.stream(values).filter(v -> v < value).count()
                        + Arrays.stream(values).filter(v -> v <= value).count())
                    / 2.0)
        .toArray();
  }

  private Item heldOut() {
    double mape = heldOutMape(pairs);
    double constant = bestConstant().error();
    return new Item(
        "MAPE on the 10 numbers not fitted below that of the best constant",
        String.format(Locale.ROOT, "%.1f %% against %.1f %%", 100 * mape, 100 * constant),
        mape < constant);
  }

  /** On the ten numbers that nothing was fitted on. */
  public double heldOutMape(List<Pair> predicted) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).isFitted()) {
        sum += predicted.get(i).error(rows.get(i).measured());
        count++;
      }
    }
    return sum / count;
  }

  /** The null model: always the same, whatever runs; first its rate, then its error. */
  public Fit bestConstant() {
    Fit best = new Fit(0, 0, Double.MAX_VALUE);
    for (int tenth = 500; tenth <= 3000; tenth++) {
      Pair pair = new Pair(tenth / 10.0, tenth / 10.0);
      List<Pair> same = new ArrayList<>();
      rows.forEach(row -> same.add(pair));
      double error = heldOutMape(same);
      best = error < best.error() ? new Fit(pair.gpu(), 0, error) : best;
    }
    return best;
  }
}
