package duet.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.engine.InferenceException;
import duet.viewer.viewport.LinkedViews;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is left when the models cannot be opened: the CT, and a loud word about it. */
@ExtendWith(ApplicationExtension.class)
class WithoutModelsTest {
  @TempDir static Path folder;
  private DuetWindow window;
  private Stage stage;

  @BeforeAll
  static void write() throws IOException {
    TestDesk.phantom(folder.resolve("phantom"), 12, 15);
  }

  @Start
  void start(Stage primary) {
    stage = primary;
    Desk.ReaderOpener fails =
        say -> {
          throw new InferenceException(
              InferenceException.Kind.UNREADABLE_MODEL, "the file is damaged.");
        };
    window = new DuetWindow(primary, TestDesk.with(folder, fails, folder.resolve("phantom")));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.close());
  }

  @Test
  void theCtStaysReadableAndTheWindowSaysSo(FxRobot robot) throws Exception {
    LinkedViews views = robot.lookup(".linked-views").queryAs(LinkedViews.class);
    TestDesk.until(
        60,
        () ->
            views.ct().shownProperty().get().isPresent()
                && robot.lookup(".chip-alarm").tryQuery().isPresent());
    robot.type(KeyCode.END);
    assertEquals(2, views.state().slice());
    assertTrue(views.mri().shownProperty().get().isEmpty());
    String alarm = robot.lookup(".banner-line.alarm .label").queryAs(Labeled.class).getText();
    assertTrue(alarm.contains("the file is damaged."), alarm);
    robot.interact(() -> Shots.write(stage.getScene(), "without-models"));
  }
}
