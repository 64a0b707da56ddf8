package duet.app.quantise;

import java.util.List;
import java.util.Locale;

/**
 * A figure of quality before and after; larger is better.
 *
 * @param name such as PSNR, with its unit
 * @param before of the old model
 * @param after of the new one
 * @param most how much of it may be lost
 */
public record Loss(String name, double before, double after, double most) {

  /** Whether more is lost than may be. */
  public boolean isTooMuch() {
    return before - after > most;
  }

  /** One line. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "  %-11s%.4f -> %.4f, loses %.4f of at most %.2f%s",
        name,
        before,
        after,
        before - after,
        most,
        isTooMuch() ? ": TOO MUCH" : "");
  }

  /** Whether any of them is too much. */
  public static boolean anyTooMuch(List<Loss> losses) {
    return losses.stream().anyMatch(Loss::isTooMuch);
  }
}
