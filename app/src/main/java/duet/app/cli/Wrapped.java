package duet.app.cli;

/** Rows of a label and a text for a terminal, wrapped between words. */
final class Wrapped {
  private static final int LABEL = 18;
  private static final int WIDTH = 100;

  private Wrapped() {}

  /** A label and its text, each line ended; words longer than a line stay whole. */
  static String row(String label, String text) {
    StringBuilder row = new StringBuilder();
    StringBuilder line = new StringBuilder("  " + label);
    if (line.length() > LABEL - 2) {
      row.append(line).append(System.lineSeparator());
      line.setLength(0);
    }
    line.append(" ".repeat(LABEL - line.length()));
    wrap(text, line, row);
    return row.append(line).append(System.lineSeparator()).toString();
  }

  private static void wrap(String text, StringBuilder line, StringBuilder row) {
    for (String word : text.split(" ", -1)) {
      if (line.length() > LABEL && line.length() + 1 + word.length() > WIDTH) {
        row.append(line).append(System.lineSeparator());
        line.replace(0, line.length(), " ".repeat(LABEL));
      }
      line.append(line.length() > LABEL ? " " : "").append(word);
    }
  }
}
