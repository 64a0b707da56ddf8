package duet.viewer.overlay;

import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.geometry.Edges;
import duet.viewer.render.Window;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * Everything that is written over the pixels of a slice: boxes, letters of orientation, corner
 * texts, scale bar, and in place of a picture the state of the reading. Transparent to the mouse.
 */
public final class SliceOverlay extends Region {
  private static final double INSET = 8;

  private final Group marks = new Group();
  private final ScaleBar scaleBar = new ScaleBar();
  private final Label left = label("edge-letter", Pos.CENTER_LEFT);
  private final Label right = label("edge-letter", Pos.CENTER_RIGHT);
  private final Label top = label("edge-letter", Pos.TOP_CENTER);
  private final Label bottom = label("edge-letter", Pos.BOTTOM_CENTER);
  private final Label patient = label("corner-text", Pos.TOP_LEFT);
  private final Label series = label("corner-text", Pos.TOP_RIGHT);
  private final Label position = label("corner-text", Pos.BOTTOM_LEFT);
  private final Label display = label("corner-text", Pos.BOTTOM_RIGHT);
  private final Label probe = label("corner-text", Pos.BOTTOM_LEFT);
  private final Label state = label("state-text", Pos.CENTER);

  private final List<Label> texts =
      List.of(left, right, top, bottom, patient, series, position, probe, display);
  private Marks shownMarks = Marks.NONE;
  private Optional<SliceText> slice = Optional.empty();
  private Optional<Placement> placement = Optional.empty();

  public SliceOverlay() {
    setMouseTransparent(true);
    marks.setManaged(false);
    getChildren().addAll(marks, scaleBar, left, right, top, bottom);
    getChildren().addAll(patient, series, position, probe, display, state);
    state.setWrapText(true);
    series.setStyle("-fx-text-alignment: right;");
    display.setStyle("-fx-text-alignment: right;");
    hideSlice();
  }

  private static Label label(String styleClass, Pos where) {
    Label label = new Label();
    label.getStyleClass().add(styleClass);
    label.setAlignment(where);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    return label;
  }

  /** Writes the texts of a slice and draws its boxes where the image lies. */
  public void show(SliceText text, Placement where) {
    boolean sameSlice = slice.equals(Optional.of(text));
    slice = Optional.of(text);
    placement = Optional.of(where);
    state.setText("");
    scaleBar.setVisible(true);
    scaleBar.scale(where.unitsPerMm());
    write(text);
    if (!sameSlice) {
      buildMarks();
    }
    placeMarks();
    requestLayout();
  }

  /** Says in the middle why there is no picture; nothing of an earlier slice remains. */
  public void showNothing(ReadState why) {
    hideSlice();
    state.setText(why.words());
    boolean failed = why instanceof ReadState.Failed;
    state.getStyleClass().setAll("state-text", failed ? "state-failed" : "state-quiet");
  }

  private void hideSlice() {
    slice = Optional.empty();
    placement = Optional.empty();
    for (Label label : texts) {
      label.setText("");
    }
    scaleBar.setVisible(false);
    buildMarks();
  }

  private void write(SliceText text) {
    Edges edges = text.edges();
    left.setText(edges.left());
    right.setText(edges.right());
    top.setText(edges.top());
    bottom.setText(edges.bottom());
    patient.setText(String.join("\n", text.patient()));
    series.setText(String.join("\n", text.series()));
    position.setText(String.join("\n", text.position()));
  }

  /** Window and zoom in the lower right corner. */
  public void showDisplay(Window window, double zoom) {
    display.setText(
        String.format(
            Locale.ROOT, "W %.0f  L %.0f\nzoom %.2f", window.width(), window.centre(), zoom));
  }

  /** The value under the mouse, above the position; empty for none. */
  public void showProbe(String words) {
    probe.setText(words);
    requestLayout();
  }

  /** Findings to draw; those of other slices are kept but not drawn. */
  public void setMarks(Marks newMarks) {
    shownMarks = newMarks;
    buildMarks();
    placeMarks();
  }

  private void buildMarks() {
    List<Finding> drawn = slice.map(this::findingsOn).orElse(List.of());
    for (int i = marks.getChildren().size(); i < drawn.size(); i++) {
      marks.getChildren().add(new FindingMark());
    }
    marks.getChildren().remove(drawn.size(), marks.getChildren().size());
    List<FindingMark> nodes = drawnMarks();
    for (int i = 0; i < drawn.size(); i++) {
      nodes.get(i).show(drawn.get(i), shownMarks.emphasis(drawn.get(i)));
    }
  }

  private List<Finding> findingsOn(SliceText text) {
    return shownMarks.findings().stream()
        .filter(finding -> finding.sopInstanceUid().equals(text.sopInstanceUid()))
        .toList();
  }

  private void placeMarks() {
    placement.ifPresent(where -> drawnMarks().forEach(mark -> mark.place(where)));
    requestLayout();
  }

  private List<FindingMark> drawnMarks() {
    return marks.getChildren().stream().map(FindingMark.class::cast).toList();
  }

  /** Labels know their size only after CSS, so their places are found at layout. */
  private void placeLabels() {
    List<FindingMark> drawn = drawnMarks();
    List<Box> boxes = drawn.stream().map(FindingMark::box).toList();
    LabelPlaces places = new LabelPlaces(boxes, getWidth(), getHeight());
    drawn.forEach(mark -> mark.placeLabel(places));
  }

  /** Boxes on or off. */
  public void setMarksVisible(Visibility visibility) {
    marks.setVisible(visibility == Visibility.SHOWN);
  }

  @Override
  protected void layoutChildren() {
    placeLabels();
    double width = getWidth();
    double height = getHeight();
    for (Label label : texts) {
      label.autosize();
      // No corner reaches into the other one or under the letter in the middle.
      label.resize(Math.min(label.getWidth(), width / 2 - 2 * INSET), label.getHeight());
      place(label, width, height);
    }
    probe.setLayoutY(position.getLayoutY() - probe.getHeight() - 4);
    scaleBar.setLayoutX(Math.rint(width - INSET));
    scaleBar.setLayoutY(Math.rint(height - display.getHeight() - INSET - 14));
    double stateWidth = Math.min(width - 2 * INSET, 360);
    double stateHeight = state.prefHeight(stateWidth);
    state.resizeRelocate(
        Math.rint((width - stateWidth) / 2),
        Math.rint((height - stateHeight) / 2),
        stateWidth,
        stateHeight);
  }

  private static void place(Label label, double width, double height) {
    double x =
        switch (label.getAlignment().getHpos()) {
          case LEFT -> INSET;
          case CENTER -> (width - label.getWidth()) / 2;
          case RIGHT -> width - label.getWidth() - INSET;
        };
    double y =
        switch (label.getAlignment().getVpos()) {
          case TOP -> INSET;
          case CENTER, BASELINE -> (height - label.getHeight()) / 2;
          case BOTTOM -> height - label.getHeight() - INSET;
        };
    label.relocate(Math.rint(x), Math.rint(y));
  }
}
