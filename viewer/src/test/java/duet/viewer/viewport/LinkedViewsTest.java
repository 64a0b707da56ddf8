package duet.viewer.viewport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.overlay.ReadState;
import duet.viewer.render.Frame;
import duet.viewer.render.Frames;
import duet.viewer.render.Framing;
import duet.viewer.render.View;
import duet.viewer.render.Window;
import duet.viewer.series.Series;
import duet.viewer.style.Theme;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LinkedViewsTest {
  private final Series series = Scans.head("1.2.3.4", 12);
  private LinkedViews views;

  @Start
  void start(Stage stage) {
    views = new LinkedViews();
    Scene scene = new Scene(views, 1000, 620);
    Theme.apply(scene);
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
    views.state().setSliceCount(12);
    views.state().sliceProperty().addListener((value, before, now) -> showSlice());
    views.state().sliceProperty().set(5);
  }

  private void showSlice() {
    int index = views.state().slice();
    views.ct().show(Picture.ofCt(series, index));
    views.mri().show(Picture.ofSynthetic(series, index, Scans.grey(series.slices().get(index))));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(views::close);
  }

  /** Waits until both views show the slice and framing of the shared state. */
  private void settle() throws Exception {
    WaitForAsyncUtils.waitForFxEvents();
    WaitForAsyncUtils.waitFor(
        5, TimeUnit.SECONDS, () -> isSettled(views.ct()) && isSettled(views.mri()));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private boolean isSettled(SliceViewport view) {
    String uid = series.slices().get(views.state().slice()).sopInstanceUid();
    return view.shownProperty()
        .get()
        .filter(shown -> shown.picture().text().sopInstanceUid().equals(uid))
        .filter(
            shown ->
                shown
                    .view()
                    .equals(
                        View.of(
                            shown.picture().grid(),
                            views.state().framingProperty().get(),
                            shown.view().width(),
                            shown.view().height())))
        .isPresent();
  }

  private static int[] pixels(SliceViewport view) {
    Image image = view.image();
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), argb, 0, width);
    return argb;
  }

  /** The part of a view's pixels where the image lies. */
  private static int[] cut(SliceViewport view) {
    Shown shown = view.shownProperty().get().orElseThrow();
    int[] all = pixels(view);
    int[] cut = new int[Scans.SIZE * Scans.SIZE];
    for (int y = 0; y < Scans.SIZE; y++) {
      System.arraycopy(
          all,
          (y + shown.view().originY()) * shown.view().width() + shown.view().originX(),
          cut,
          y * Scans.SIZE,
          Scans.SIZE);
    }
    return cut;
  }

  @Test
  void atZoomOneTheScreenShowsThePixelsOfTheReport(FxRobot robot) throws Exception {
    robot.interact(() -> views.state().framingProperty().set(new Framing.At(1, 128, 128)));
    settle();
    Frame ct = Frames.render(Picture.ofCt(series, 5).raster(), Window.BRAIN);
    assertArrayEquals(ct.argb(), cut(views.ct()));
    Frame mri =
        Frames.render(
            views.mri().shownProperty().get().orElseThrow().picture().raster(), Window.SYNTHETIC);
    assertArrayEquals(mri.argb(), cut(views.mri()));
  }

  @Test
  void theWheelTurnsBothViews(FxRobot robot) throws Exception {
    settle();
    robot.moveTo("#ct").scroll(2, VerticalDirection.DOWN);
    settle();
    // Monocle scrolls the other way round than a real screen
    assertEquals(2, Math.abs(views.state().slice() - 5));
  }

  @Test
  void pageKeysAndEndsTurnSlices(FxRobot robot) throws Exception {
    settle();
    robot.clickOn("#mri").type(KeyCode.PAGE_DOWN, 2);
    settle();
    assertEquals(7, views.state().slice());
    robot.type(KeyCode.END).type(KeyCode.PAGE_DOWN);
    settle();
    assertEquals(11, views.state().slice());
    robot.type(KeyCode.HOME).type(KeyCode.PAGE_UP);
    settle();
    assertEquals(0, views.state().slice());
  }

  @Test
  void leftDragChangesTheWindowOfThatViewOnly(FxRobot robot) throws Exception {
    settle();
    int[] before = pixels(views.ct());
    robot.moveTo("#ct").press(MouseButton.PRIMARY).moveBy(64, -32).release(MouseButton.PRIMARY);
    settle();
    assertTrue(views.ct().windowProperty().get().width() > Window.BRAIN.width());
    assertTrue(views.ct().windowProperty().get().centre() < Window.BRAIN.centre());
    assertNotEquals(Arrays.hashCode(before), Arrays.hashCode(pixels(views.ct())));
    assertEquals(Window.SYNTHETIC, views.mri().windowProperty().get());
  }

  @Test
  void rightDragMovesBothViews(FxRobot robot) throws Exception {
    settle();
    double before = views.mri().shownProperty().get().orElseThrow().view().toViewX(0);
    robot.moveTo("#ct").press(MouseButton.SECONDARY).moveBy(30, 10).release(MouseButton.SECONDARY);
    settle();
    assertEquals(
        before + 30, views.mri().shownProperty().get().orElseThrow().view().toViewX(0), 1.5);
    assertEquals(
        views.ct().shownProperty().get().orElseThrow().view(),
        views.mri().shownProperty().get().orElseThrow().view());
  }

  @Test
  void controlWheelZoomsAndDoubleClickFits(FxRobot robot) throws Exception {
    settle();
    double fit = views.ct().shownProperty().get().orElseThrow().view().zoom();
    robot.moveTo("#ct").press(KeyCode.CONTROL);
    robot.scroll(2, VerticalDirection.UP).release(KeyCode.CONTROL);
    settle();
    assertNotEquals(fit, views.ct().shownProperty().get().orElseThrow().view().zoom(), 0.05);
    assertEquals(5, views.state().slice());
    robot.doubleClickOn("#ct");
    settle();
    assertEquals(fit, views.mri().shownProperty().get().orElseThrow().view().zoom());
  }

  @Test
  void nothingOfASliceRemainsWhenThereIsNoPicture(FxRobot robot) throws Exception {
    settle();
    robot.interact(() -> views.mri().showNothing(new ReadState.Reading()));
    assertTrue(views.mri().shownProperty().get().isEmpty());
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        robot.lookup("#mri .corner-text").queryAllAs(Label.class).stream()
            .allMatch(label -> label.getText().isEmpty()));
    assertEquals("reading …", robot.lookup("#mri .state-text").queryAs(Label.class).getText());
  }
}
