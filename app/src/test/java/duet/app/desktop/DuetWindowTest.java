package duet.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.archive.Ct;
import duet.viewer.render.Framing;
import duet.viewer.render.Labels;
import duet.viewer.render.Window;
import duet.viewer.viewport.LinkedViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window with small models: what a reader does with keys and mouse. */
@ExtendWith(ApplicationExtension.class)
class DuetWindowTest {
  private static final int SLICES = 5;

  @TempDir static Path folder;
  private DuetWindow window;
  private Stage stage;

  @BeforeAll
  static void write() throws IOException {
    TestDesk.phantom(folder.resolve("phantom"), 12, 12 + SLICES);
    Files.writeString(folder.resolve("phantom/notes.txt"), "not DICOM");
    Files.write(Files.createDirectories(folder.resolve("other")).resolve("a.dcm"), Ct.slice(7, 0));
  }

  @Start
  void start(Stage primary) {
    stage = primary;
    window = new DuetWindow(primary, TestDesk.small(folder, folder.resolve("phantom")));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.close());
  }

  @Test
  void readsTheStudyAndShowsBothPictures(FxRobot robot) throws Exception {
    untilRead(robot);
    robot.interact(() -> Shots.write(stage.getScene(), "window"));
    until(() -> views(robot).mri().shownProperty().get().isPresent());
    assertEquals(Labels.SYNTHETIC, text(robot, "#mri .synthetic-label"));
    assertEquals("1 file not shown", text(robot, "#refused"));
    robot.clickOn("#refused");
    assertTrue(robot.lookup("phantom/notes.txt").tryQuery().isPresent());
    assertTrue(text(robot, "#research").startsWith("For research use only"));
  }

  @Test
  void keysWorkWhateverHasTheFocus(FxRobot robot) throws Exception {
    untilRead(robot);
    LinkedViews views = views(robot);
    robot.interact(() -> robot.lookup("#threshold").query().requestFocus());
    robot.type(KeyCode.HOME);
    assertEquals(0, views.state().slice());
    robot.type(KeyCode.PAGE_DOWN).type(KeyCode.DOWN);
    assertEquals(2, views.state().slice());
    robot.type(KeyCode.UP);
    assertEquals(1, views.state().slice());
    robot.type(KeyCode.END);
    assertEquals(SLICES - 1, views.state().slice());
    robot.type(KeyCode.DIGIT2);
    assertEquals(Window.STROKE, views.ct().windowProperty().get());
    robot.type(KeyCode.DIGIT5);
    assertEquals(Window.BONE, views.ct().windowProperty().get());
    robot.type(KeyCode.DIGIT0);
    assertEquals(new Window(40, 80), views.ct().windowProperty().get());
    robot.type(KeyCode.ADD);
    assertTrue(views.state().framingProperty().get() instanceof Framing.At);
    robot.type(KeyCode.F);
    assertEquals(Framing.Fit.FIT, views.state().framingProperty().get());
  }

  @Test
  void wheelAndDragActOnTheViewUnderTheMouse(FxRobot robot) throws Exception {
    untilRead(robot);
    LinkedViews views = views(robot);
    robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
    int before = views.state().slice();
    robot.moveTo("#ct").scroll(1, VerticalDirection.DOWN);
    assertEquals(1, Math.abs(views.state().slice() - before));
    Window window = views.ct().windowProperty().get();
    robot.moveTo("#ct").press(MouseButton.PRIMARY).moveBy(60, 30).release(MouseButton.PRIMARY);
    assertTrue(views.ct().windowProperty().get().width() > window.width());
    assertTrue(views.ct().windowProperty().get().centre() > window.centre());
    assertEquals(Window.SYNTHETIC, views.mri().windowProperty().get());
  }

  @Test
  void aHoldShowsTheBareCtAndATapSwitches(FxRobot robot) throws Exception {
    untilRead(robot);
    LinkedViews views = views(robot);
    until(() -> views.mri().shownProperty().get().isPresent());
    robot.press(KeyCode.A);
    assertFalse(views.state().findingsVisibleProperty().get());
    assertTrue(views.mri().shownProperty().get().isEmpty());
    assertTrue(views.ct().shownProperty().get().isPresent());
    robot.sleep(400).release(KeyCode.A);
    assertTrue(views.state().findingsVisibleProperty().get());
    until(() -> views.mri().shownProperty().get().isPresent());
    robot.type(KeyCode.A);
    assertFalse(views.state().findingsVisibleProperty().get());
  }

  @Test
  void exportsAReport(FxRobot robot) throws Exception {
    untilRead(robot);
    robot.type(KeyCode.E);
    Path report = folder.resolve("exports/2026-11-24_11-15-00");
    until(() -> Files.exists(report.resolve("reading.json")));
    assertTrue(Files.size(report.resolve("reading.pdf")) > 10_000);
    until(() -> status(robot).startsWith("Report written: "));
  }

  @Test
  void f1ShowsTheKeysAndEscClosesThem(FxRobot robot) throws Exception {
    untilRead(robot);
    robot.type(KeyCode.F1);
    assertTrue(robot.lookup("Stroke  W 40 L 40").tryQuery().isPresent());
    robot.interact(() -> Shots.write(stage.getScene(), "keys"));
    robot.type(KeyCode.ESCAPE);
    assertTrue(robot.lookup("Stroke  W 40 L 40").tryQuery().isEmpty());
  }

  @Test
  void aSeriesThatArrivesDoesNotTakeTheScreen(FxRobot robot) throws Exception {
    untilRead(robot);
    String shown = shownSeries(robot);
    robot.interact(() -> window.open(List.of(folder.resolve("other"))));
    until(
        () -> robot.lookup(".series-cell").queryAll().stream().filter(Node::isVisible).count() > 1);
    until(() -> status(robot).startsWith("1 file opened"));
    assertEquals(shown, shownSeries(robot));
    assertNotEquals(Ct.seriesInstanceUid(7), shown);
  }

  private static String shownSeries(FxRobot robot) {
    return views(robot)
        .ct()
        .shownProperty()
        .get()
        .orElseThrow()
        .picture()
        .text()
        .seriesInstanceUid();
  }

  private static String status(FxRobot robot) {
    return robot.lookup("#status").queryAs(StatusBar.class).getText();
  }

  private static LinkedViews views(FxRobot robot) {
    return robot.lookup(".linked-views").queryAs(LinkedViews.class);
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private static void untilRead(FxRobot robot) throws Exception {
    until(() -> robot.lookup(".chip-good").tryQuery().isPresent());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    TestDesk.until(60, condition);
  }
}
