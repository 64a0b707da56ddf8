package duet.app.desktop;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duet.app.worklist.ReadingState;
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
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
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
 * What watching the lanes costs: a series of 500 slices, read with the panel open and closed in
 * turns of 20, as open, closed, closed, open, so that a machine that slows down harms both alike,
 * and again as often as {@code -Dduet.rounds} says. Slices a second is what counts and what other
 * programs disturb; the processor time of the threads that watch and draw is what they disturb
 * least.
 */
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "test.display", matches = "true")
class PanelCostIT {
  private static final int SLICES = Integer.getInteger("duet.slices", 500);
  private static final int TURN = 20;

  /** Opening the panel makes the images smaller, which draws them anew: once, and not counted. */
  private static final int SETTLE = 5;

  private static final int ROUNDS = Integer.getInteger("duet.rounds", 1);
  private static final double MOST = 0.03;

  @TempDir Path folder;
  private Path study;
  private DuetWindow window;
  private UtilisationPanel panel;

  /** Those that watch the lanes and draw the window, the panel's own and others. */
  private static final Set<String> WATCHERS =
      Set.of("JavaFX Application Thread", "QuantumRenderer-0", "utilisation", "telemetry");

  /** One turn: wall time of a slice, and processor time of the watchers as a share of one core. */
  private record Turn(boolean open, double wallMs, double watching) {}

  @Start
  void start(Stage stage) throws Exception {
    study = TestDesk.tall(folder.resolve("tall"), SLICES);
    window = new DuetWindow(stage, TestDesk.chosen(folder));
    panel = (UtilisationPanel) stage.getScene().lookup(".utilisation-panel");
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.close());
  }

  @Test
  void readingWithThePanelOpenCostsNextToNothing(FxRobot robot) throws Exception {
    List<Turn> turns = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      robot.interact(() -> window.open(List.of(study)));
      until(() -> answered() >= TURN && imported());
      List<Turn> some = turns(robot);
      turns.addAll(some.subList(0, some.size() / 4 * 4));
      robot.push(new KeyCodeCombination(KeyCode.W, KeyCombination.CONTROL_DOWN));
      until(() -> window.shown().isEmpty());
    }
    assumeTrue(turns.size() >= 32, "too few turns to compare: the models are too fast");
    Shift cost = Shift.of(costs(turns));
    System.out.printf(
        "%s models, %d turns of %d slices: with the panel open a slice takes %.1f ms, closed %.1f ms"
            + " (%+.1f %%, 95 %% interval %+.1f to %+.1f); to watch and draw takes %.2f %% of a"
            + " core, closed %.2f %%%n",
        TestDesk.models(),
        turns.size(),
        TURN,
        median(turns, true, Turn::wallMs),
        median(turns, false, Turn::wallMs),
        cost.estimate() * 100,
        cost.low() * 100,
        cost.high() * 100,
        median(turns, true, Turn::watching) * 100,
        median(turns, false, Turn::watching) * 100);
    if (Boolean.getBoolean("duet.timings")) { // on a machine that does nothing else
      assertTrue(cost.high() <= MOST, "with the panel open a slice takes longer: " + cost);
    }
  }

  /** Open, closed, closed, open, and so on until the series has been read. */
  private List<Turn> turns(FxRobot robot) throws Exception {
    List<Turn> turns = new ArrayList<>();
    Optional<Turn> turn = turn(robot, true);
    while (turn.isPresent()) {
      turns.add(turn.get());
      turn = turn(robot, turns.size() % 4 == 0 || turns.size() % 4 == 3);
    }
    return turns;
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

  /** None if too few slices are left. */
  private Optional<Turn> turn(FxRobot robot, boolean open) throws Exception {
    robot.interact(() -> panel.openProperty().set(open));
    int toggled = answered();
    until(() -> answered() >= Math.min(SLICES, toggled + SETTLE));
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

  private boolean imported() {
    return window
        .shown()
        .map(open -> open.state().phase() != ReadingState.Phase.RECEIVING)
        .orElse(false);
  }

  private int answered() {
    return window.shown().map(open -> open.state().counts().answered()).orElse(0);
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(240, TimeUnit.SECONDS, condition);
  }
}
