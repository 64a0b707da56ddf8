package duet.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.render.Labels;
import duet.viewer.viewport.LinkedViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
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
  @TempDir static Path folder;
  private DuetWindow window;
  private Stage stage;

  @BeforeAll
  static void write() throws IOException {
    TestDesk.phantom(folder.resolve("phantom"));
    Files.writeString(folder.resolve("phantom/notes.txt"), "not DICOM");
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
    assertTrue(views(robot).mri().shownProperty().get().isPresent());
    assertEquals(Labels.SYNTHETIC, label(robot, "#mri .synthetic-label").getText());
    assertTrue(text(robot, "#refused").startsWith("1 file"));
  }

  private static LinkedViews views(FxRobot robot) {
    return robot.lookup(".linked-views").queryAs(LinkedViews.class);
  }

  private static Label label(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class);
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private static void untilRead(FxRobot robot) throws Exception {
    until(() -> robot.lookup(".chip-good").tryQuery().isPresent());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
  }
}
