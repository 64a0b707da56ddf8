package duet.inference.device.telemetry;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Polls a source at a steady pace, on a thread of its own, which it ends with itself. The source is
 * its own, too.
 */
public final class Sampler implements AutoCloseable {
  /** Twice a second: a person sees no more, and it costs next to nothing. */
  public static final Duration USUAL_PACE = Duration.ofMillis(500);

  private static final System.Logger LOG = System.getLogger(Sampler.class.getName());
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final TelemetrySource source;
  private final Duration pace;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::sample, "telemetry");
  private volatile Optional<Sample> newest = Optional.empty();
  private volatile Cost cost = new Cost(0, 0);

  /**
   * What polling has cost so far.
   *
   * @param polls how many
   * @param cpuNs time of the processor that the thread took for them, its start included
   */
  public record Cost(long polls, long cpuNs) {}

  private Sampler(TelemetrySource source, Duration pace) {
    this.source = source;
    this.pace = pace;
    thread.setDaemon(true);
  }

  /** Begins at once. */
  public static Sampler open(TelemetrySource source, Duration pace) {
    Sampler sampler = new Sampler(source, pace);
    sampler.thread.start();
    return sampler;
  }

  private void sample() {
    try {
      do {
        newest = Optional.of(source.poll());
        cost = new Cost(cost.polls() + 1, THREADS.getCurrentThreadCpuTime());
      } while (!closed.await(pace.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // the thread's boundary: the window goes on without telemetry
      LOG.log(Level.WARNING, "telemetry ends", e);
      newest = Optional.empty();
    } finally {
      source.close();
    }
  }

  /** The newest sample; empty before the first. */
  public Optional<Sample> newest() {
    return newest;
  }

  public Cost cost() {
    return cost;
  }

  /** Ends the thread and waits for it. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
