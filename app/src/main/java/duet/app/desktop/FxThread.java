package duet.app.desktop;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.Scene;

/**
 * The one way from other threads to that of the screen. Jobs wait for the next pulse; of several
 * jobs on one topic only the last is done. So five hundred slices that arrive at once cost the
 * screen one repaint, not five hundred.
 */
final class FxThread {
  private final Map<Object, Runnable> waiting = new LinkedHashMap<>();

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
    }
    if (first) {
      Platform.runLater(Platform::requestNextPulse);
    }
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
