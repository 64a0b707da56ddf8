package duet.app.desktop.lane;

import duet.inference.device.telemetry.Sample;
import duet.inference.device.telemetry.Sampler;
import duet.inference.device.telemetry.TelemetrySource;
import duet.viewer.panel.lane.LaneSnapshot;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells the panel what the lanes do: twice a second while they do something, once a second while
 * only the machine has something to tell, not at all while the panel is closed. All is worked out
 * on the thread {@code utilisation}, which is this feed's own, as is the telemetry.
 */
public final class UtilisationFeed implements AutoCloseable {
  private static final long BEAT_MS = 500;
  private static final long REST_MS = 1000;

  private final Supplier<Watched> watched;
  private final LongSupplier clockNs;
  private final Supplier<TelemetrySource> telemetry;
  private final Consumer<LaneSnapshot> show;
  private final Thread thread = new Thread(this::feed, "utilisation");
  private boolean working;
  private boolean looking = true;
  private boolean closed;

  /**
   * Begins at once.
   *
   * @param watched asked on the feed's thread, as it may take a second
   * @param clockNs the clock of the timeline
   * @param telemetry opened and closed by this feed
   * @param show takes a snapshot to the screen, from any thread
   */
  public static UtilisationFeed open(
      Supplier<Watched> watched,
      LongSupplier clockNs,
      Supplier<TelemetrySource> telemetry,
      Consumer<LaneSnapshot> show) {
    var feed = new UtilisationFeed(watched, clockNs, telemetry, show);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  private UtilisationFeed(
      Supplier<Watched> watched,
      LongSupplier clockNs,
      Supplier<TelemetrySource> telemetry,
      Consumer<LaneSnapshot> show) {
    this.watched = watched;
    this.clockNs = clockNs;
    this.telemetry = telemetry;
    this.show = show;
  }

  /** The lanes have something to do. */
  public synchronized void start() {
    work(true);
  }

  /** They have nothing to do any more. */
  public synchronized void stop() {
    work(false);
  }

  /** Said after each slice; wakes the feed only when it is news. */
  private void work(boolean now) {
    if (working != now) {
      working = now;
      notifyAll();
    }
  }

  /** Whether anybody looks. */
  public synchronized void look(Looking eyes) {
    looking = eyes == Looking.YES;
    notifyAll();
  }

  /** Whether the panel is open. */
  public enum Looking {
    YES,
    NO
  }

  private void feed() {
    try (Sampler sampler = Sampler.open(telemetry.get(), Sampler.USUAL_PACE)) {
      LaneScribe scribe = new LaneScribe(watched.get());
      while (await()) {
        Optional<Sample> sample = sampler.newest();
        show.accept(scribe.at(clockNs.getAsLong(), sample));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the next beat; false when it is over. */
  private synchronized boolean await() throws InterruptedException {
    long began = System.nanoTime();
    for (long rest = BEAT_MS; !closed && (rest > 0 || !looking); rest = rest(began)) {
      wait(looking ? rest : 0);
    }
    return !closed;
  }

  private long rest(long began) {
    return (working ? BEAT_MS : REST_MS) - (System.nanoTime() - began) / 1_000_000;
  }

  /** Ends the thread and the telemetry, and waits for both. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
