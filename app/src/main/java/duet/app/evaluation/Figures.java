package duet.app.evaluation;

import duet.models.evaluation.Estimate;
import duet.models.evaluation.Estimate.Basis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Estimates as people and programs read them. */
final class Figures {
  private static final int SIGNIFICANT = 6;

  private Figures() {}

  /** {@code 19.34 [18.20, 20.51]}; a dash where the data do not tell. */
  static String text(Estimate estimate, int decimals) {
    if (Double.isNaN(estimate.value())) {
      return "-";
    }
    return number(estimate.value(), decimals)
        + " ["
        + number(estimate.low(), decimals)
        + ", "
        + number(estimate.high(), decimals)
        + "]";
  }

  static String number(double value, int decimals) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** {@code 1 case}, {@code 2 cases}. */
  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** What the interval speaks of. */
  static String basis(Estimate estimate) {
    return switch (estimate.basis()) {
      case PATIENTS -> "95 % bootstrap intervals over " + estimate.units() + " cases";
      case IMAGES_OF_ONE_PATIENT ->
          "95 % bootstrap intervals over the "
              + estimate.units()
              + " images of one case: they say nothing of other cases";
    };
  }

  /** Value and interval; numbers that are not there are null. */
  static Map<String, Object> tree(Estimate estimate) {
    var tree = new LinkedHashMap<String, Object>();
    put(tree, "value", estimate.value());
    put(tree, "low", estimate.low());
    put(tree, "high", estimate.high());
    tree.put("over", estimate.basis() == Basis.PATIENTS ? "cases" : "images of one case");
    tree.put("units", estimate.units());
    return tree;
  }

  static void put(Map<String, Object> tree, String key, double value) {
    tree.put(key, json(value).orElse(null));
  }

  /** Six significant digits: more would be noise. */
  static Optional<Double> json(double value) {
    if (!Double.isFinite(value)) {
      return Optional.empty();
    }
    return Optional.of(
        value == 0
            ? 0.0
            : new BigDecimal(value)
                .round(new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN))
                .doubleValue());
  }
}
