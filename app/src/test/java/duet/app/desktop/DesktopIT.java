package duet.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.render.Window;
import duet.viewer.viewport.LinkedViews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * The window on a real display, moved by other programs: {@code xvfb-run -a mvn verify -Pdisplay}.
 * Its pictures in {@code target/screenshots} are to be looked at.
 */
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "test.display", matches = "true")
class DesktopIT {
  private static final double FIRST_SLICE_MS = 500;
  private static final double STALL_MS = 100;

  @TempDir Path folder;
  private final AtomicLong firstShownNs = new AtomicLong();
  private DuetWindow window;
  private Stage stage;

  @Start
  void start(Stage primary) {
    stage = primary;
    stage.setX(0);
    stage.setY(0);
    window = new DuetWindow(primary, TestDesk.chosen(folder));
    LinkedViews views = (LinkedViews) primary.getScene().lookup(".linked-views");
    views
        .ct()
        .shownProperty()
        .addListener((value, before, now) -> firstShownNs.compareAndSet(0, System.nanoTime()));
    primary.toFront();
    primary.requestFocus();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.close());
  }

  @Test
  void aFolderFromAnotherProgramIsReadAndLookedThrough(FxRobot robot) throws Exception {
    Path study = TestDesk.phantom(folder.resolve("a study"), 0, 28);
    Files.writeString(study.resolve("notes.txt"), "not DICOM");
    Outside.drop(study, 430, 350);
    until(() -> robot.lookup(".chip-good").tryQuery().isPresent());
    LinkedViews views = views(robot);
    Outside.xdotool("mousemove", 430, 350, "key", "Home");
    until(() -> views.state().slice() == 0);
    Outside.xdotool("click", 5, "click", 5, "click", 5, "key", "Next");
    until(() -> views.state().slice() == 4);
    Outside.xdotool("key", "--repeat", 9, "--delay", 60, "Down");
    until(() -> views.state().slice() == 13);
    shoot(robot, "workstation", 1280, 800);
    Window before = views.ct().windowProperty().get();
    Outside.xdotool("mousedown", 1, "mousemove", 460, 380, "mousemove", 490, 410, "mouseup", 1);
    until(() -> views.ct().windowProperty().get().width() > before.width());
    Outside.xdotool("key", "2");
    until(() -> views.ct().windowProperty().get().equals(Window.STROKE));
    shoot(robot, "stroke-window", 1280, 800);
    peek(robot, views);
    Outside.xdotool("key", "F1");
    until(() -> robot.lookup(".key-sheet").tryQuery().isPresent());
    shoot(robot, "keys", 1280, 800);
    Outside.xdotool("key", "Escape", "key", "1", "key", "e");
    Path report = folder.resolve("exports/2026-11-24_11-15-00/reading.json");
    until(() -> Files.exists(report));
    robot.clickOn("#refused");
    shoot(robot, "not-shown", 1280, 800);
    Outside.xdotool("key", "Escape");
    shoot(robot, "workstation-large", 1920, 1080);
  }

  private void peek(FxRobot robot, LinkedViews views) throws Exception {
    Outside.xdotool("keydown", "a");
    until(() -> !views.state().findingsVisibleProperty().get());
    assertTrue(views.ct().shownProperty().get().isPresent());
    shoot(robot, "peek", 1280, 800);
    Thread.sleep(400);
    assertFalse(views.state().findingsVisibleProperty().get(), "a held key repeats");
    Outside.xdotool("keyup", "a");
    until(() -> views.state().findingsVisibleProperty().get());
  }

  @Test
  void slicesThatAreSentAppearWithResultsWhileMoreAreSent(FxRobot robot) throws Exception {
    Path study = TestDesk.tall(folder.resolve("sent"), 150);
    until(() -> text(robot, "#listener").contains("127.0.0.1:"));
    int port = Integer.parseInt(text(robot, "#listener").replaceAll(".*:", ""));
    Process scanner = Outside.storescu(port, study);
    until(() -> views(robot).mri().shownProperty().get().isPresent());
    assertTrue(scanner.isAlive(), "the first result came only after the last slice");
    shoot(robot, "receiving", 1280, 800);
    assertEquals(0, scanner.waitFor());
    until(() -> window.shown().map(open -> open.state().counts().received()).orElse(0) == 150);
  }

  @Test
  void fiveHundredSlicesDoNotStopTheWindow(FxRobot robot) throws Exception {
    Path study = TestDesk.tall(folder.resolve("tall"), 500);
    try (StallProbe probe = new StallProbe()) {
      long letGo = Outside.drop(study, 430, 350);
      until(() -> firstShownNs.get() != 0);
      double firstMs = (firstShownNs.get() - letGo) / 1e6;
      until(() -> window.shown().map(open -> open.state().counts().received()).orElse(0) == 500);
      Outside.xdotool("mousemove", 430, 350);
      int start = views(robot).state().slice();
      Outside.xdotool("click", "--repeat", 60, "--delay", 25, 5);
      until(() -> window.shown().map(open -> open.state().counts().answered()).orElse(0) > 60);
      assertNotEquals(start, views(robot).state().slice());
      System.out.printf(
          "500 slices, %s models: first slice %.0f ms after the drop, FX thread at worst %.0f ms late in %d,"
              + " %.0f ms of work at a time, any other thread %.0f ms late%n",
          TestDesk.models(),
          firstMs,
          probe.worstMs(),
          probe.asked(),
          probe.workMs(),
          probe.machineMs());
      if (Boolean.getBoolean("duet.timings")) { // on a machine that does nothing else
        assertTrue(firstMs <= FIRST_SLICE_MS, firstMs + " ms");
        assertTrue(probe.worstMs() <= STALL_MS + probe.machineMs(), probe.worstMs() + " ms");
      }
    }
  }

  private void shoot(FxRobot robot, String name, int width, int height) {
    robot.interact(
        () -> {
          stage.setWidth(width);
          stage.setHeight(height);
        });
    robot.sleep(600);
    robot.interact(() -> Shots.write(stage.getScene(), name));
  }

  private static LinkedViews views(FxRobot robot) {
    return robot.lookup(".linked-views").queryAs(LinkedViews.class);
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    TestDesk.until(120, condition);
  }
}
