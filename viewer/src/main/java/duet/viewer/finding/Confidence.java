package duet.viewer.finding;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** A threshold of confidence in words. */
public final class Confidence {
  private Confidence() {}

  /** Two digits, and more where it has more: 0.25, but 0.155, since 0.16 would not be true. */
  public static String text(double threshold) {
    return new DecimalFormat("0.00####", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(threshold);
  }
}
