package duet.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.viewport.LinkedViews;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window with models whose cards say that they are trained, and how well. */
@ExtendWith(ApplicationExtension.class)
class ModelSheetTest {
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
    window = new DuetWindow(primary, TestDesk.trained(folder, folder.resolve("phantom")));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> window.close());
  }

  @Test
  void everyScreenSaysWhatTheCardSays(FxRobot robot) throws Exception {
    until(() -> robot.lookup(".chip-good").tryQuery().isPresent());
    LinkedViews views = robot.lookup(".linked-views").queryAs(LinkedViews.class);
    until(() -> views.mri().shownProperty().get().isPresent());
    robot.interact(() -> Shots.write(stage.getScene(), "trained"));
    assertFalse(words(robot, ".root").contains("UNTRAINED"), words(robot, ".root"));
    assertTrue(words(robot, "#ct").contains("yolov8n-haemorrhage 1.0.0"));
    assertTrue(words(robot, "#mri").contains("pix2pix-ct-mri 1.0.0"));
    assertTrue(words(robot, ".model-cards").contains("mAP50 0.64 (0.55 to 0.73)"));
    assertTrue(words(robot, "#ct").contains("boxes at ≥ 0.30"), words(robot, "#ct"));
    assertTrue(words(robot, "#ct").contains("ischaemia: not assessed"), words(robot, "#ct"));
  }

  @Test
  void theCardOpensFromTheKeyTheToolAndTheLabelOfAView(FxRobot robot) throws Exception {
    until(() -> robot.lookup(".chip-good").tryQuery().isPresent());
    robot.type(KeyCode.F2);
    assertTrue(sheet(robot).contains("20.9 (19.7 to 22.3) on held-out cases"), sheet(robot));
    assertTrue(sheet(robot).contains("31 % (20 to 42 %)"), sheet(robot));
    robot.interact(() -> Shots.write(stage.getScene(), "models-mri"));
    robot.type(KeyCode.ESCAPE);
    assertEquals("", sheet(robot));
    robot.clickOn("#ct .view-model");
    assertTrue(sheet(robot).contains("0.88 (0.81 to 0.94) per image"), sheet(robot));
    robot.interact(() -> Shots.write(stage.getScene(), "models-boxes"));
    robot.clickOn("Synthetic MRI: pix2pix-ct-mri");
    assertTrue(sheet(robot).contains("Makes a picture like a T2 slice"), sheet(robot));
    robot.type(KeyCode.ESCAPE).clickOn("#models");
    assertTrue(sheet(robot).contains("Terms of weights"), sheet(robot));
  }

  private static String sheet(FxRobot robot) {
    return words(robot, ".model-sheet");
  }

  private static String words(FxRobot robot, String query) {
    return TestDesk.onFx(
        () ->
            robot.lookup(query).queryAll().stream()
                .flatMap(ModelSheetTest::words)
                .collect(Collectors.joining("\n")));
  }

  private static Stream<String> words(Node node) {
    if (!node.isVisible()) {
      return Stream.empty();
    }
    Stream<String> own =
        node instanceof Labeled label
            ? Stream.of(label.getText())
            : node instanceof Text text ? Stream.of(text.getText()) : Stream.empty();
    Stream<String> below =
        node instanceof Parent parent
            ? parent.getChildrenUnmodifiable().stream().flatMap(ModelSheetTest::words)
            : Stream.empty();
    return Stream.concat(own, below);
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    TestDesk.until(120, condition);
  }
}
