package duet.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page of Markdown that grows. */
final class Page {
  private final List<String> lines = new ArrayList<>();

  Page heading(String text) {
    return line("").line("## " + text).line("");
  }

  Page line(String text) {
    lines.add(text);
    return this;
  }

  /** A row of a table. */
  Page row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(cell).append(" |");
    }
    return line(row.toString());
  }

  /** The first row of a table, and what must follow it. */
  Page head(String... cells) {
    row((Object[]) cells);
    return line("|" + "---|".repeat(cells.length));
  }

  /** A number with one decimal. */
  static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** A share as percent. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A relative error, with its sign. */
  static String error(double share) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
