package duet.app.console;

import java.io.PrintStream;

/** A line at each quarter, so that a log of it stays short. */
final class ProgressLines implements Progress {
  private static final int QUARTERS = 4;
  private final PrintStream err;
  private final String what;
  private final String unit;
  private int quarter;

  ProgressLines(PrintStream err, String what, String unit) {
    this.err = err;
    this.what = what;
    this.unit = unit;
  }

  @Override
  public synchronized void at(int done, int of) {
    int now = (int) ((long) done * QUARTERS / of);
    if (now > quarter) {
      quarter = now;
      err.println(what + ": " + done + " of " + of + " " + unit);
    }
  }

  @Override
  public void close() {}
}
