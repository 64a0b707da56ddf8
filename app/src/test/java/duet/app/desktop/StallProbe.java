package duet.app.desktop;

import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;

/** Asks the FX thread every few milliseconds and keeps how long it let itself be waited for. */
final class StallProbe implements AutoCloseable {
  private static final long EVERY_MS = 5;

  private final AtomicLong worstNs = new AtomicLong();
  private final AtomicLong machineNs = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final Thread thread = new Thread(this::ask, "stall-probe");

  StallProbe() {
    thread.setDaemon(true);
    thread.start();
  }

  private void ask() {
    try {
      while (true) {
        long start = System.nanoTime();
        Platform.runLater(() -> answered(start));
        Thread.sleep(EVERY_MS);
        long overslept = System.nanoTime() - start - EVERY_MS * 1_000_000;
        machineNs.accumulateAndGet(overslept, Math::max);
      }
    } catch (InterruptedException e) { // closed
      Thread.currentThread().interrupt();
    }
  }

  private void answered(long start) {
    asked.incrementAndGet();
    worstNs.accumulateAndGet(System.nanoTime() - start, Math::max);
  }

  double worstMs() {
    return worstNs.get() / 1e6;
  }

  /** How late the machine woke this thread itself, at worst: no window can be faster than that. */
  double machineMs() {
    return machineNs.get() / 1e6;
  }

  long asked() {
    return asked.get();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
