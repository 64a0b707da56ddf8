package duet.inference.engine.jetson.board;

import duet.inference.table.Table;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * One number that a simulation rests on.
 *
 * @param name such as {@code gpu-clock}
 * @param unit of the value
 * @param status how well it is known
 * @param source where it comes from
 */
public record Constant(String name, double value, String unit, Status status, String source) {
  /** How well a number is known. */
  public enum Status {
    /** Read in its source. */
    VERIFIED,
    /** From verified numbers. */
    COMPUTED,
    /** Second-hand. */
    RECALLED,
    /** Follows by reasoning. */
    INFERRED,
    /** Found by a fit, on what the source says. */
    FITTED,
    /** Chosen; nothing published decides. */
    ASSUMED;

    /** As in the table. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Value, unit and status. */
  public String words() {
    return "%s %s (%s)".formatted(BigDecimal.valueOf(value).toPlainString(), unit, status.word());
  }

  static Constant of(Table.Row row) {
    return new Constant(
        row.get("constant"),
        row.number("value"),
        row.get("unit"),
        Status.valueOf(row.get("status").toUpperCase(Locale.ROOT)),
        row.get("source"));
  }
}
