package duet.app.desktop;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;

/**
 * Asks the FX thread every few milliseconds and keeps how long it let itself be waited for, and how
 * much of that it worked itself: the rest other programs took from it.
 */
final class StallProbe implements AutoCloseable {
  private static final long EVERY_MS = 5;

  private final AtomicLong worstNs = new AtomicLong();
  private final AtomicLong machineNs = new AtomicLong();
  private final AtomicLong workNs = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private long lastCpuNs; // FX thread
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
    long cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    if (asked.getAndIncrement() > 0) {
      workNs.accumulateAndGet(cpuNs - lastCpuNs, Math::max);
    }
    lastCpuNs = cpuNs;
    worstNs.accumulateAndGet(System.nanoTime() - start, Math::max);
  }

  double worstMs() {
    return worstNs.get() / 1e6;
  }

  /** The most that the FX thread computed between two answers, whatever else the machine did. */
  double workMs() {
    return workNs.get() / 1e6;
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
