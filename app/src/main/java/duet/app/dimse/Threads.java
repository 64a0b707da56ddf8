package duet.app.dimse;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one listener or sender: one for each connection, one for its time limits. */
record Threads(ExecutorService connections, ScheduledExecutorService timer)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final long PATIENCE_MS = 700;

  /**
   * @param name of the threads, followed by a number
   */
  static Threads of(String name) {
    return new Threads(
        Executors.newCachedThreadPool(named(name + "-")),
        Executors.newSingleThreadScheduledExecutor(named(name + "-timer-")));
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(
          (dead, error) -> LOG.error("{} ended by {}", dead.getName(), error.getClass().getName()));
      return thread;
    };
  }

  /** Lets running work end, for a moment; then interrupts it. */
  @Override
  public void close() {
    timer.shutdownNow();
    connections.shutdown();
    try {
      if (!connections.awaitTermination(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        connections.shutdownNow();
        connections.awaitTermination(PATIENCE_MS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      connections.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
