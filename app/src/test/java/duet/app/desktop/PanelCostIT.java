package duet.app.desktop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.panel.lane.UtilisationPanel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What watching the lanes costs: one series of 500 slices, read with the panel open and closed in
 * turns of 25, as open, closed, closed, open, so that a machine that slows down harms both alike.
 * Slices a second is what counts and what other programs disturb; the processor time of the threads
 * that watch and draw is what they disturb least.
 */
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "test.display", matches = "true")
class PanelCostIT {
  private static final int SLICES = Integer.getInteger("duet.slices", 500);
  private static final int TURN = 25;
  private static final double MOST = 0.03;

  @TempDir Path folder;
  private DuetWindow window;
  private UtilisationPanel panel;

  /** Those that watch the lanes and draw the window, the panel's own and others. */
  private static final Set<String> WATCHERS =
      Set.of("JavaFX Application Thread", "QuantumRenderer-0", "utilisation", "telemetry");

  /** One turn: wall time of a slice, and processor time of the watchers as a share of one core. */
  private record Turn(boolean open, double wallMs, double watching) {}

  @Start
  void start(Stage stage) throws Exception {
    Path study = TestDesk.tall(folder.resolve("tall"), SLICES);
    window = new DuetWindow(stage, TestDesk.chosen(folder));
    panel = (UtilisationPanel) stage.getScene().lookup(".utilisation-panel");
    window.open(List.of(study));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.close());
  }

  @Test
  void readingWithThePanelOpenCostsNextToNothing(FxRobot robot) throws Exception {
    until(() -> answered() >= TURN); // the first slices, which also warm everything up
    List<Turn> turns = new ArrayList<>();
    Optional<Turn> turn = turn(robot, true);
    while (turn.isPresent()) {
      turns.add(turn.get());
      turn = turn(robot, turns.size() % 4 == 0 || turns.size() % 4 == 3);
    }
    List<Double> costs = costs(turns);
    double cost = costs.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    System.out.printf(
        "%s models, %d turns of %d slices: with the panel open a slice takes %.1f ms, closed %.1f ms"
            + " (%+.1f %% over fours, standard error %.1f); to watch and draw takes %.2f %% of a"
            + " core, closed %.2f %%%n",
        TestDesk.models(),
        turns.size(),
        TURN,
        median(turns, true, Turn::wallMs),
        median(turns, false, Turn::wallMs),
        cost * 100,
        standardError(costs) * 100,
        median(turns, true, Turn::watching) * 100,
        median(turns, false, Turn::watching) * 100);
    if (Boolean.getBoolean("duet.timings")) { // on a machine that does nothing else
      assertTrue(cost <= MOST, "with the panel open a slice takes " + cost + " longer");
    }
  }

  /** Of each four turns, open, closed, closed, open, so that a machine that drifts favours none. */
  private static List<Double> costs(List<Turn> turns) {
    List<Double> costs = new ArrayList<>();
    for (int i = 0; i + 4 <= turns.size(); i += 4) {
      double open = turns.get(i).wallMs() + turns.get(i + 3).wallMs();
      costs.add(open / (turns.get(i + 1).wallMs() + turns.get(i + 2).wallMs()) - 1);
    }
    return costs;
  }

  private static double standardError(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1) / values.size());
  }

  /** None if fewer slices are left, some having been read while the panel opened or closed. */
  private Optional<Turn> turn(FxRobot robot, boolean open) throws Exception {
    robot.interact(() -> panel.openProperty().set(open));
    int from = answered();
    if (from + TURN > SLICES) {
      return Optional.empty();
    }
    long beganNs = System.nanoTime();
    long cpuNs = watchersNs();
    until(() -> answered() >= from + TURN);
    double wallNs = System.nanoTime() - beganNs;
    int slices = answered() - from;
    return Optional.of(new Turn(open, wallNs / 1e6 / slices, (watchersNs() - cpuNs) / wallNs));
  }

  private static double median(List<Turn> turns, boolean open, ToDoubleFunction<Turn> value) {
    double[] all =
        turns.stream().filter(turn -> turn.open() == open).mapToDouble(value).sorted().toArray();
    return all[all.length / 2];
  }

  private static long watchersNs() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && WATCHERS.contains(thread.getThreadName()))
        .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getThreadId())))
        .sum();
  }

  private int answered() {
    return window.shown().map(open -> open.state().counts().answered()).orElse(0);
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(240, TimeUnit.SECONDS, condition);
  }
}
