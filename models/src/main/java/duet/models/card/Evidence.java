package duet.models.card;

import java.util.List;
import java.util.Optional;

/**
 * What was measured of a model, on whom, and how sure that is. All intervals are of 95 %.
 *
 * @param metrics at least one, the most telling first
 * @param lesionContrast for a synthesis: how much of lesions it keeps; empty where not measured
 * @param operatingPoint for a detector: what its threshold means
 */
public record Evidence(
    List<Metric> metrics,
    List<LesionContrast> lesionContrast,
    Optional<OperatingPoint> operatingPoint) {

  public Evidence {
    metrics = List.copyOf(metrics);
    lesionContrast = List.copyOf(lesionContrast);
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("metrics must hold at least one; else leave evidence out");
    }
  }

  /**
   * A figure of quality.
   *
   * @param name with its unit, such as {@code PSNR (dB)}
   * @param data on which it was measured, such as {@code held-out cases, whole image}
   * @param cases patients, or what else was drawn anew for the interval
   */
  public record Metric(String name, double value, double low, double high, String data, int cases) {
    public Metric {
      check("metric " + name, name, data, cases);
      interval("metric " + name, value, low, high);
    }
  }

  /**
   * How much of the contrast of a lesion in the CT is left in the synthetic MRI.
   *
   * @param lesion that was inserted, such as {@code bleed, 10 mm, +30 HU}
   * @param kept 1 all of it, 0 painted over, below 0 turned round
   * @param data on which it was measured
   * @param cases how many lesions were inserted
   */
  public record LesionContrast(
      String lesion, double kept, double low, double high, String data, int cases) {
    public LesionContrast {
      check("lesion " + lesion, lesion, data, cases);
      interval("lesion " + lesion, kept, low, high);
    }
  }

  /**
   * What a threshold means on images of which the truth is known.
   *
   * @param threshold on the confidence of a box; the one that the card shows boxes from
   * @param sensitivity of images with a lesion, the share that has a box
   * @param specificity of images without one, the share that has none
   * @param data on which it was measured
   */
  public record OperatingPoint(
      double threshold, Rate sensitivity, Rate specificity, String data, int images) {
    public OperatingPoint {
      check("operating point", "operating point", data, images);
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new IllegalArgumentException("threshold is " + threshold + ", must be in 0..1");
      }
    }
  }

  /** A share in 0..1 with its interval. */
  public record Rate(double value, double low, double high) {
    public Rate {
      interval("rate", value, low, high);
      if (low < 0 || high > 1 || value < 0 || value > 1) {
        throw new IllegalArgumentException(
            "rate " + value + " (" + low + " to " + high + ") must be in 0..1");
      }
    }
  }

  private static void check(String what, String name, String data, int cases) {
    if (name.isBlank() || data.isBlank() || cases < 1) {
      throw new IllegalArgumentException(
          what + ": needs a name, the data it was measured on, and at least one case");
    }
  }

  private static void interval(String what, double value, double low, double high) {
    if (!Double.isFinite(value) || !Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException(
          what + ": " + value + " (" + low + " to " + high + ") is no value with an interval");
    }
  }
}
