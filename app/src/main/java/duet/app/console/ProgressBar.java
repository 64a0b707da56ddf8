package duet.app.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/** A bar that redraws its own line, with an estimate of the time that is left. */
final class ProgressBar implements Progress {
  private static final int CELLS = 30;
  private static final long REDRAW_NS = 100_000_000;
  private static final long SECOND_NS = 1_000_000_000;
  private final PrintStream err;
  private final String what;
  private final String unit;
  private final LongSupplier clockNs;
  private final long startNs;
  private long drawnNs;
  private int done;
  private int of;

  ProgressBar(PrintStream err, String what, String unit, LongSupplier clockNs) {
    this.err = err;
    this.what = what;
    this.unit = unit;
    this.clockNs = clockNs;
    startNs = clockNs.getAsLong();
    drawnNs = startNs - REDRAW_NS;
  }

  @Override
  public synchronized void at(int nowDone, int nowOf) {
    done = nowDone;
    of = nowOf;
    long now = clockNs.getAsLong();
    if (now - drawnNs >= REDRAW_NS) {
      draw(now);
    }
  }

  @Override
  public synchronized void close() {
    if (of > 0) {
      draw(clockNs.getAsLong());
      err.println();
      of = 0;
    }
  }

  private void draw(long now) {
    drawnNs = now;
    int full = Math.min(CELLS, (int) ((long) done * CELLS / of));
    String bar = "#".repeat(full) + ".".repeat(CELLS - full);
    // 22 is room for the longest estimate, so that a shorter line leaves nothing of a longer one
    err.printf("\r%s [%s] %d/%d %s%-22s", what, bar, done, of, unit, left(now));
    err.flush();
  }

  private String left(long now) {
    long ranNs = now - startNs;
    if (done == 0 || done >= of || ranNs < SECOND_NS) {
      return "";
    }
    long seconds = ranNs / done * (of - done) / SECOND_NS;
    return seconds < 60 ? ", " + seconds + " s left" : ", " + (seconds / 60 + 1) + " min left";
  }
}
