package duet.app.adapt;

import duet.inference.engine.Backend;
import duet.inference.engine.Optimisation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Original and adapted network beside each other on the same inputs, with the runtime as it is and
 * with all its optimisations.
 *
 * @param findings a line for each kind of input and level of optimisation
 */
public record Proof(List<Finding> findings) {
  public Proof {
    findings = List.copyOf(findings);
  }

  /**
   * How far the results differ.
   *
   * @param inputs such as {@code 3 x random}
   * @param largest difference
   * @param differing numbers that are not equal
   * @param numbers that were compared
   * @param most of the difference that is allowed
   */
  public record Finding(
      Optimisation optimisation,
      String inputs,
      double largest,
      long differing,
      long numbers,
      double most) {
    /** Whether it is within the bound; a difference that is no number is not. */
    public boolean holds() {
      return largest <= most;
    }

    /** One line. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "%s, %s optimisation: largest difference %.3g of at most %.3g; %d of %d numbers differ%s",
          inputs,
          optimisation == Optimisation.NONE ? "without" : "with",
          largest,
          most,
          differing,
          numbers,
          holds() ? "" : ": TOO MUCH");
    }
  }

  public boolean holds() {
    return findings.stream().allMatch(Finding::holds);
  }

  /**
   * Runs both.
   *
   * @param original the file of the network as it was
   * @param adapted the file of what became of it
   * @param plan by which it did
   */
  static Proof of(Backend backend, Path original, Path adapted, Plan plan, List<Stimulus> stimuli) {
    List<Finding> findings = new ArrayList<>();
    for (Optimisation level : List.of(Optimisation.NONE, Optimisation.ALL)) {
      List<double[]> first = new Results(backend, level).of(original, stimuli, plan.ends());
      List<double[]> second = new Results(backend, level).of(adapted, stimuli, plan.head());
      findings.addAll(findings(level, plan.bound(), stimuli, first, second));
    }
    return new Proof(findings);
  }

  private static List<Finding> findings(
      Optimisation level,
      Bound bound,
      List<Stimulus> stimuli,
      List<double[]> first,
      List<double[]> second) {
    Map<String, Difference> kinds = new LinkedHashMap<>();
    for (int i = 0; i < stimuli.size(); i++) {
      kinds
          .computeIfAbsent(stimuli.get(i).kind(), kind -> new Difference())
          .add(first.get(i), second.get(i));
    }
    double share = level == Optimisation.NONE ? bound.plain() : bound.optimised();
    List<Finding> findings = new ArrayList<>();
    kinds.forEach((kind, difference) -> findings.add(difference.finding(level, kind, share)));
    return findings;
  }

  private static final class Difference {
    private int runs;
    private double largest;
    private double scale = 1;
    private long differing;
    private long numbers;

    void add(double[] a, double[] b) {
      runs++;
      numbers += a.length;
      for (int i = 0; i < a.length; i++) {
        scale = Double.isFinite(a[i]) ? Math.max(scale, Math.abs(a[i])) : scale;
        boolean same = a[i] == b[i] || (Double.isNaN(a[i]) && Double.isNaN(b[i]));
        if (!same) {
          differing++;
          double difference = Math.abs(a[i] - b[i]);
          // One that is no number must not look like none.
          largest = Math.max(largest, Double.isNaN(difference) ? Double.MAX_VALUE : difference);
        }
      }
    }

    Finding finding(Optimisation level, String kind, double share) {
      return new Finding(level, runs + " x " + kind, largest, differing, numbers, share * scale);
    }
  }
}
