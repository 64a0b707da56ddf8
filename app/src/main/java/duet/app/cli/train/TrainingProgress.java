package duet.app.cli.train;

import duet.app.console.Console;
import duet.models.training.Watcher;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/** Losses and the time that is left: one line that redraws itself, or a plain line a minute. */
final class TrainingProgress implements Watcher {
  private static final int CELLS = 24;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long REDRAW_NS = SECOND_NS / 5;
  private static final long LINE_NS = 60 * SECOND_NS;
  private final Console console;
  private final LongSupplier clockNs;
  private long startNs;
  private long firstStep;
  private long shownNs;
  private int drawn;
  private boolean cancelled;

  TrainingProgress(Console console, LongSupplier clockNs) {
    this.console = console;
    this.clockNs = clockNs;
  }

  @Override
  public void step(long step, long of, Map<String, Double> losses) {
    long now = clockNs.getAsLong();
    if (firstStep == 0) {
      firstStep = step;
      startNs = now;
      shownNs = now;
      return;
    }
    boolean bar = console.style() == Console.Style.BAR;
    if (now - shownNs >= (bar ? REDRAW_NS : LINE_NS)) {
      shownNs = now;
      String text = text(step, of, losses, now);
      if (bar) {
        redraw("[" + bar(step, of) + "] " + text);
      } else {
        console.say(text);
      }
    }
  }

  private String text(long step, long of, Map<String, Double> losses, long now) {
    StringJoiner text = new StringJoiner(", ");
    text.add("step " + step + "/" + of);
    losses.forEach((name, value) -> text.add(String.format(Locale.ROOT, "%s %.3f", name, value)));
    long seconds = (now - startNs) / SECOND_NS * (of - step) / Math.max(1, step - firstStep);
    text.add(seconds < 90 ? seconds + " s left" : (seconds + 30) / 60 + " min left");
    return text.toString();
  }

  private static String bar(long step, long of) {
    int full = (int) (step * CELLS / of);
    return "#".repeat(full) + ".".repeat(CELLS - full);
  }

  private void redraw(String line) {
    int blanks = Math.max(0, drawn - line.length());
    console.err().print("\r" + line + " ".repeat(blanks));
    console.err().flush();
    drawn = line.length();
  }

  @Override
  public void say(String line) {
    if (drawn > 0) {
      redraw("");
      console.err().print("\r");
      drawn = 0;
    }
    console.say(line);
  }

  /** Takes the interruption back, since an interrupted thread cannot write its last checkpoint. */
  @Override
  public boolean cancelled() {
    cancelled |= Thread.interrupted();
    return cancelled;
  }
}
