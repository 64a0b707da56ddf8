package duet.viewer.viewport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.Shots;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.geometry.Point;
import duet.viewer.overlay.Marks;
import duet.viewer.overlay.ReadState;
import duet.viewer.overlay.Weights;
import duet.viewer.render.Framing;
import duet.viewer.render.Labels;
import duet.viewer.series.Series;
import duet.viewer.style.Theme;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class BoxesOnScreenTest {
  private static final Box BOX = new Box(150, 95, 44, 42);

  private final Series series = Scans.head("1.2.3.4", 4);
  private LinkedViews views;
  private Scene scene;

  @Start
  void start(Stage stage) {
    views = new LinkedViews();
    scene = new Scene(views, 700, 460);
    Theme.apply(scene);
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
    views.state().setSliceCount(4);
    views.ct().show(Picture.ofCt(series, 1));
    views.ct().setMarks(new Marks(List.of(on(1), on(2)), Optional.of(on(1))));
  }

  private Finding on(int slice) {
    return new Finding(
        series.slices().get(slice).sopInstanceUid(),
        "haemorrhage",
        0.8,
        BOX,
        new Point(0, 0, 0),
        Decision.UNDECIDED);
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(views::close);
  }

  private Shown settled(int slice) throws Exception {
    String uid = series.slices().get(slice).sopInstanceUid();
    Framing framing = views.state().framingProperty().get();
    WaitForAsyncUtils.waitFor(
        10,
        TimeUnit.SECONDS,
        () -> views.ct().shownProperty().get().filter(now -> isAt(now, uid, framing)).isPresent());
    WaitForAsyncUtils.waitForFxEvents();
    return views.ct().shownProperty().get().orElseThrow();
  }

  private static boolean isAt(Shown now, String uid, Framing framing) {
    boolean asAsked =
        !(framing instanceof Framing.At at) || Math.abs(at.zoom() - now.view().zoom()) < 1e-9;
    return asAsked && now.picture().text().sopInstanceUid().equals(uid);
  }

  private static Set<Node> marks(FxRobot robot) {
    return robot.lookup("#ct .finding-mark").queryAll();
  }

  private static Rectangle halo(FxRobot robot) {
    return robot
        .lookup("#ct .finding-mark")
        .lookup((Node node) -> node instanceof Rectangle)
        .query();
  }

  private static void assertOnImage(Shown shown, Rectangle halo) {
    assertEquals(shown.toUnitsX(BOX.x()), halo.getX(), 1e-6);
    assertEquals(shown.toUnitsY(BOX.y()), halo.getY(), 1e-6);
    assertEquals(BOX.width() * shown.view().scaleX() / shown.outputScale(), halo.getWidth(), 1e-6);
    assertEquals(
        BOX.height() * shown.view().scaleY() / shown.outputScale(), halo.getHeight(), 1e-6);
  }

  @Test
  void boxesFollowZoomAndPan(FxRobot robot) throws Exception {
    assertOnImage(settled(1), halo(robot));
    robot.interact(() -> views.state().framingProperty().set(new Framing.At(3, 170, 110)));
    assertOnImage(settled(1), halo(robot));
    robot.interact(() -> Shots.write(scene, "zoomed"));
  }

  @Test
  void onlyTheBoxesOfTheSliceOnScreenAreDrawn(FxRobot robot) throws Exception {
    settled(1);
    assertEquals(1, marks(robot).size());
    robot.interact(() -> views.ct().show(Picture.ofCt(series, 3)));
    settled(3);
    assertEquals(0, marks(robot).size());
    robot.interact(() -> views.ct().show(Picture.ofCt(series, 2)));
    settled(2);
    assertEquals(1, marks(robot).size());
  }

  @Test
  void hiddenBoxesAreSaidToBeHidden(FxRobot robot) throws Exception {
    settled(1);
    robot.interact(() -> views.state().findingsVisibleProperty().set(false));
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("BOXES HIDDEN", robot.lookup("#ct .view-hidden").queryAs(Label.class).getText());
    assertFalse(marks(robot).iterator().next().getParent().isVisible());
  }

  @Test
  void theSyntheticLabelCannotBeTurnedOffAndIsNotCut(FxRobot robot) throws Exception {
    settled(1);
    Label label = robot.lookup("#mri .synthetic-label").queryAs(Label.class);
    assertEquals(Labels.SYNTHETIC, label.getText());
    for (Node node = label; node.getParent() != views; node = node.getParent()) {
      Node kept = node;
      if (!(kept instanceof SliceViewport)) {
        assertThrows(RuntimeException.class, () -> kept.setVisible(false));
        assertThrows(RuntimeException.class, () -> kept.setOpacity(0));
      }
    }
    robot.interact(() -> views.mri().showNothing(new ReadState.Failed("lane CPU0 stopped")));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(label.isVisible());
    assertTrue(
        label.getLayoutX() + label.prefWidth(-1) <= label.getParent().getLayoutBounds().getWidth());
    robot.interact(() -> Shots.write(scene, "narrow-failed"));
  }

  @Test
  void viewsSayUntrainedUntilToldOtherwise(FxRobot robot) {
    Label warning = robot.lookup("#mri .view-warning").queryAs(Label.class);
    assertEquals(Labels.UNTRAINED, warning.getText());
    robot.interact(() -> views.mri().setWeights(Weights.TRAINED));
    assertFalse(warning.isVisible());
    assertTrue(robot.lookup("#ct .view-warning").query().isVisible());
  }

  @Test
  void theMouseReadsHounsfieldUnits(FxRobot robot) throws Exception {
    Shown shown = settled(1);
    double x = shown.toUnitsX(40.5);
    double y = shown.toUnitsY(128.5);
    robot.moveTo(views.ct().localToScreen(x, y + views.ct().imageTop()));
    WaitForAsyncUtils.waitForFxEvents();
    int hu = series.slices().get(1).hu()[128 * Scans.SIZE + 40];
    assertTrue(
        robot.lookup("#ct .corner-text").queryAllAs(Label.class).stream()
            .anyMatch(label -> label.getText().startsWith(hu + " HU   x 40  y 128")));
  }

  @Test
  void nothingIsDrawnWhileNothingChanges(FxRobot robot) throws Exception {
    settled(1);
    Thread.sleep(300);
    AtomicInteger pulses = new AtomicInteger();
    Runnable count = pulses::incrementAndGet;
    robot.interact(() -> scene.addPostLayoutPulseListener(count));
    Thread.sleep(100);
    pulses.set(0);
    Thread.sleep(500);
    assertEquals(0, pulses.get());
    robot.interact(views::requestLayout);
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> pulses.get() > 0);
  }
}
