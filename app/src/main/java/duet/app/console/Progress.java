package duet.app.console;

/** How far a long run is. May be told from any thread; closing ends the line. */
public interface Progress extends AutoCloseable {
  /**
   * So many are done.
   *
   * @param of how many are expected by now, at least 1; may grow
   */
  void at(int done, int of);

  @Override
  void close();

  /**
   * Begins to show.
   *
   * @param what such as {@code series-1}
   * @param unit of what is counted, in the plural
   */
  static Progress of(Console console, String what, String unit) {
    return switch (console.style()) {
      case BAR -> new ProgressBar(console.err(), what, unit, System::nanoTime);
      case LINES -> new ProgressLines(console.err(), what, unit);
    };
  }
}
