package duet.viewer.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.Shots;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.geometry.Point;
import duet.viewer.overlay.Assessment;
import duet.viewer.overlay.Marks;
import duet.viewer.overlay.ReadState;
import duet.viewer.panel.lane.Lanes;
import duet.viewer.panel.lane.UtilisationPanel;
import duet.viewer.render.Frames;
import duet.viewer.render.Labels;
import duet.viewer.render.Window;
import duet.viewer.series.Series;
import duet.viewer.style.Theme;
import duet.viewer.viewport.LinkedViews;
import duet.viewer.viewport.Picture;
import duet.viewer.viewport.Scans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** All parts on one desk, as a reader sees them. */
@ExtendWith(ApplicationExtension.class)
class DeskTest {
  private static final int SLICES = 24;

  private final Series series = Scans.head("1.2.3.4", SLICES);
  private LinkedViews views;
  private SeriesStrip strip;
  private FindingList findings;
  private UtilisationPanel lanes;
  private Scene scene;

  @Start
  void start(Stage stage) {
    views = new LinkedViews();
    strip = new SeriesStrip();
    findings = new FindingList();
    lanes = new UtilisationPanel(System::nanoTime);
    strip.setPrefWidth(240);
    findings.setPrefWidth(240);
    BorderPane desk = new BorderPane(views, null, findings, lanes, strip);
    scene = new Scene(desk, 1280, 790);
    Theme.apply(scene);
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
    fill();
  }

  private void fill() {
    views.state().setSliceCount(SLICES);
    views.state().sliceProperty().addListener((value, before, now) -> showSlice(now.intValue()));
    views.state().sliceProperty().set(11);
    List<Finding> boxes = boxes();
    views.ct().setMarks(new Marks(boxes, Optional.of(boxes.get(0))));
    views.mri().setMarks(new Marks(boxes, Optional.of(boxes.get(0))));
    views
        .ct()
        .setAssessments(
            List.of(
                new Assessment("haemorrhage", new ReadState.Boxes(2, 0.25)),
                new Assessment("ischaemia", new ReadState.NotAssessed())));
    List<FindingRow> rows = new ArrayList<>();
    boxes.forEach(box -> rows.add(new FindingRow(12, box)));
    findings.show(rows);
    strip.show(card("a", "Head 5 mm", new SeriesState.Reading(11, 24)));
    strip.show(card("b", "Head 5 mm after contrast", new SeriesState.Receiving()));
    strip.show(card("c", "Head 1 mm bone", new SeriesState.Partial(21, 24)));
    strip.show(card("d", "Scout", new SeriesState.Failed("a localizer is not a stack of slices")));
    strip.show(card("e", "Head 5 mm", new SeriesState.Done()));
    lanes.show(Lanes.cpu());
  }

  private SeriesCard card(String id, String title, SeriesState state) {
    Picture picture = Picture.ofCt(series, 11);
    return new SeriesCard(
        id,
        title,
        "2026-11-24",
        11,
        OptionalInt.of(24),
        state,
        Optional.of(
            Frames.thumbnail(
                picture.raster(), picture.grid(), Window.BRAIN, SeriesStrip.THUMBNAIL)));
  }

  private List<Finding> boxes() {
    return List.of(
        finding("haemorrhage", 0.87, new Box(150, 95, 44, 42), Decision.UNDECIDED),
        finding("haemorrhage", 0.61, new Box(100, 104, 20, 34), Decision.ACCEPTED),
        finding("ischaemia", 0.44, new Box(70, 150, 30, 26), Decision.REJECTED),
        finding("calcification", 0.31, new Box(160, 160, 16, 14), Decision.UNDECIDED));
  }

  private Finding finding(String label, double confidence, Box box, Decision decision) {
    String uid = series.slices().get(11).sopInstanceUid();
    return new Finding(uid, label, confidence, box, new Point(0, 0, 0), decision);
  }

  private void showSlice(int index) {
    views.ct().show(Picture.ofCt(series, index));
    views.mri().show(Picture.ofSynthetic(series, index, Scans.grey(series.slices().get(index))));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(views::close);
  }

  private void settle() throws Exception {
    WaitForAsyncUtils.waitForFxEvents();
    WaitForAsyncUtils.waitFor(
        5,
        TimeUnit.SECONDS,
        () ->
            views.ct().shownProperty().get().isPresent()
                && views.mri().shownProperty().get().isPresent());
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void theDeskSaysThatTheMriIsSynthetic(FxRobot robot) throws Exception {
    settle();
    robot.interact(() -> Shots.write(scene, "desk"));
    Label label = robot.lookup("#mri .synthetic-label").queryAs(Label.class);
    assertEquals(Labels.SYNTHETIC, label.getText());
    assertTrue(label.isVisible());
  }
}
