package duet.app.reproduce;

import static duet.models.build.Pix2Pix.Variant.CONVOLUTION;
import static duet.models.build.Pix2Pix.Variant.CROPPING;
import static duet.models.build.Pix2Pix.Variant.ORIGINAL;

import duet.app.reproduce.experiment.Pair;
import duet.app.reproduce.experiment.Predictions;
import duet.models.build.Pix2Pix.Variant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What the paper says in words, held against predictions. */
final class Claims {
  private static final double LEAST_GAIN = 0.09;
  private static final double MOST_GAIN = 0.18;

  private Claims() {}

  private static <T> T of(Map<Variant, T> by, Variant variant) {
    return Objects.requireNonNull(by.get(variant));
  }

  /** In the order original, cropping, convolution. */
  static <T> List<String> values(Map<Variant, T> by, ToDoubleFunction<T> what) {
    return each().map(variant -> Page.one(what.applyAsDouble(of(by, variant)))).toList();
  }

  static List<String> shares(Map<Variant, Predictions.Alone> alone) {
    return each().map(variant -> Page.percent(of(alone, variant).gpuBusy())).toList();
  }

  private static Stream<Variant> each() {
    return Stream.of(ORIGINAL, CROPPING, CONVOLUTION);
  }

  static double rate(Map<Variant, Predictions.Alone> alone, Variant variant) {
    return of(alone, variant).rate();
  }

  static String originalFastest(Map<Variant, Predictions.Alone> alone) {
    return verdict(
        rate(alone, ORIGINAL) > rate(alone, CROPPING)
            && rate(alone, ORIGINAL) > rate(alone, CONVOLUTION));
  }

  static String originalFastestBeside(Map<Variant, Pair> naive) {
    double original = of(naive, ORIGINAL).dla();
    return verdict(original > of(naive, CROPPING).dla() && original > of(naive, CONVOLUTION).dla());
  }

  /** Between a tenth and three tenths, and none at all without fallback. */
  static String fallbackGone(Map<Variant, Predictions.Alone> alone) {
    double original = of(alone, ORIGINAL).gpuBusy();
    boolean none = of(alone, CROPPING).gpuBusy() + of(alone, CONVOLUTION).gpuBusy() == 0;
    return verdict(none && original >= 0.1 && original <= 0.3);
  }

  static String gain(Map<Variant, Pair> naive) {
    double original = of(naive, ORIGINAL).gpu();
    double crop = of(naive, CROPPING).gpu() / original - 1;
    double convolution = of(naive, CONVOLUTION).gpu() / original - 1;
    boolean holds =
        Math.min(crop, convolution) >= LEAST_GAIN && Math.max(crop, convolution) <= MOST_GAIN;
    return Page.error(crop) + ", " + Page.error(convolution) + ": " + verdict(holds);
  }

  private static String verdict(boolean holds) {
    return holds ? "**hit**" : "**miss**";
  }
}
