package duet.app.desktop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;

/**
 * The one way from other threads to that of the screen. Jobs wait for the next pulse; of several
 * jobs on one topic only the last is done. So five hundred slices that arrive at once cost the
 * screen one repaint, not five hundred.
 *
 * <p>What a person only glances at, such as how far a reader is, is painted a few times a second:
 * each repaint takes a core, which the reader needs, some milliseconds.
 */
final class FxThread {
  /** Progress is painted four times a second. */
  private static final long PACE_NS = 250_000_000L;

  private final Map<Object, Runnable> waiting = new LinkedHashMap<>();
  private final Map<Object, Runnable> resting = new LinkedHashMap<>();
  private long lastNs = System.nanoTime() - PACE_NS;

  /** Jobs are done before the layout of each pulse of this scene. FX thread. */
  FxThread(Scene scene) {
    scene.addPreLayoutPulseListener(this::drain);
  }

  /** Does a job at the next pulse, in place of an earlier one on the same topic. Any thread. */
  void run(Object topic, Runnable job) {
    boolean first;
    synchronized (waiting) {
      first = waiting.isEmpty();
      waiting.put(topic, job);
      resting.remove(topic);
    }
    if (first) {
      Platform.runLater(Platform::requestNextPulse);
    }
  }

  /** Does a job soon, with all others that can wait, in place of earlier ones. Any thread. */
  void soon(Object topic, Runnable job) {
    long restNs;
    synchronized (waiting) {
      boolean first = resting.isEmpty();
      resting.put(topic, job);
      if (!first) {
        return;
      }
      restNs = Math.max(0, lastNs + PACE_NS - System.nanoTime());
    }
    Executor later = CompletableFuture.delayedExecutor(restNs, TimeUnit.NANOSECONDS);
    later.execute(this::wake);
  }

  private void wake() {
    Map<Object, Runnable> due;
    synchronized (waiting) {
      due = new LinkedHashMap<>(resting);
      resting.clear();
      lastNs = System.nanoTime();
    }
    due.forEach(this::run);
  }

  private void drain() {
    Map<Object, Runnable> jobs;
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        return;
      }
      jobs = new LinkedHashMap<>(waiting);
      waiting.clear();
    }
    jobs.values().forEach(Runnable::run);
  }
}
