package duet.viewer.panel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.Shots;
import duet.viewer.panel.lane.LaneSnapshot.Event;
import duet.viewer.style.Theme;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class UtilisationPanelTest {
  private final AtomicLong clock = new AtomicLong(1_000_000_000);
  private UtilisationPanel panel;
  private Scene scene;

  @Start
  void start(Stage stage) {
    panel = new UtilisationPanel(clock::get);
    scene = new Scene(new VBox(panel), 1280, 220);
    Theme.apply(scene);
    stage.setScene(scene);
    stage.show();
  }

  @Test
  void planAndTruthStandOneAboveTheOtherEachWithItsOrigin(FxRobot robot) {
    show(robot, Lanes.cpu());
    robot.interact(() -> Shots.write(scene, "lanes-cpu"));
    assertEquals("measured on CPU lanes", text(robot, ".origin-words"));
    assertEquals("14.1 frames/s", text(robot, ".lane-rate"));
    assertTrue(
        labels(robot)
            .contains(
                "planned 14.7 (multi-cut) from times measured on CPU lanes  ·  ONNX Runtime 1.26.0"));
    assertTrue(labels(robot).containsAll(List.of("planned", "measured", "98 %", "97 %")));
  }

  @Test
  void aRunOnAnotherLaneThanPlannedIsCounted(FxRobot robot) {
    show(robot, Lanes.cpu());
    assertEquals("1 run on another lane than planned", text(robot, ".chip-alarm"));
    show(robot, Lanes.simulatedOrin());
    assertFalse(robot.lookup(".chip-alarm").queryAs(Label.class).isVisible());
  }

  @Test
  void whatBefellALaneIsSaidInItsWords(FxRobot robot) {
    LaneSnapshot base = Lanes.cpu();
    Event event = new Event("CPU1", "CPU1 does not come back; CPU0 takes over", 9_800_000_000L);
    show(
        robot,
        new LaneSnapshot(
            base.run(),
            base.axis(),
            base.lanes(),
            base.spans(),
            base.plan(),
            List.of(event),
            base.machine()));
    robot.interact(() -> Shots.write(scene, "lanes-event"));
    assertEquals("CPU1 does not come back; CPU0 takes over", text(robot, ".chip-alarm"));
  }

  @Test
  void whatIsSimulatedIsNeverCalledMeasured(FxRobot robot) {
    show(robot, Lanes.simulatedOrin());
    robot.interact(() -> Shots.write(scene, "lanes-simulated"));
    assertEquals("SIMULATED JETSON, NOT MEASURED", text(robot, ".origin-simulated"));
    assertTrue(labels(robot).contains("simulated"));
    assertTrue(labels(robot).contains("This computer, not the Jetson"));
    assertFalse(labels(robot).contains("measured"), labels(robot).toString());
  }

  @Test
  void lanesThatWaitForSlicesAreNotSlow(FxRobot robot) {
    LaneSnapshot base = Lanes.cpu();
    List<LaneUse> idle =
        List.of(new LaneUse("CPU0", 0.2, 3, 1, 1, 0), new LaneUse("CPU1", 0.1, 3, 1, 1, 0));
    show(
        robot,
        new LaneSnapshot(
            base.run(), base.axis(), idle, base.spans(), base.plan(), List.of(), List.of()));
    assertEquals("14.1 frames/s, as they come", text(robot, ".lane-rate"));
  }

  @Test
  void withoutAPlanThereIsOneLineALane(FxRobot robot) {
    LaneSnapshot with = Lanes.cpu();
    show(
        robot,
        new LaneSnapshot(
            with.run(),
            with.axis(),
            with.lanes(),
            with.spans(),
            Optional.empty(),
            List.of(),
            List.of()));
    robot.interact(() -> Shots.write(scene, "lanes-without-plan"));
    assertFalse(labels(robot).contains("planned"));
    assertTrue(labels(robot).contains("ONNX Runtime 1.26.0"));
  }

  @Test
  void theNumbersChangeTwiceASecondAndNoneIsLost(FxRobot robot) throws Exception {
    show(robot, Lanes.cpu());
    robot.interact(() -> panel.show(Lanes.simulatedOrin()));
    assertEquals("14.1 frames/s", text(robot, ".lane-rate"), "too early for the second");
    Thread.sleep(650);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("428.6 frames/s", text(robot, ".lane-rate"), "but it is not lost");
  }

  @Test
  void hiddenItKeepsItsHead(FxRobot robot) {
    show(robot, Lanes.cpu());
    double open = panel.getHeight();
    robot.interact(() -> panel.openProperty().set(false));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(panel.getHeight() < 60, panel.getHeight() + " pixels");
    assertEquals("14.1 frames/s", text(robot, ".lane-rate"));
    robot.interact(() -> panel.openProperty().set(true));
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(open, panel.getHeight(), "as high as before");
  }

  @Test
  void itGrowsWithItsLanes(FxRobot robot) {
    show(robot, Lanes.cpu());
    double two = panel.getHeight();
    show(robot, Lanes.simulatedOrin());
    assertTrue(panel.getHeight() > two + 20, two + " for two, " + panel.getHeight() + " for three");
  }

  private void show(FxRobot robot, LaneSnapshot snapshot) {
    clock.addAndGet(2_000_000_000);
    robot.interact(() -> panel.show(snapshot));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  private static List<String> labels(FxRobot robot) {
    return robot.lookup(".label").queryAllAs(Label.class).stream().map(Label::getText).toList();
  }
}
