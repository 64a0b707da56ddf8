package duet.viewer.viewport;

import duet.viewer.overlay.Assessment;
import duet.viewer.overlay.Marks;
import duet.viewer.overlay.Placement;
import duet.viewer.overlay.ReadState;
import duet.viewer.overlay.Role;
import duet.viewer.overlay.SliceOverlay;
import duet.viewer.overlay.ViewHeader;
import duet.viewer.overlay.Visibility;
import duet.viewer.overlay.Weights;
import duet.viewer.render.Window;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * One slice on screen: header, pixels, overlay. It shows what it is given; which slice that is,
 * decides the owner of the shared {@link ViewportState}. FX thread.
 */
public final class SliceViewport extends Region {
  private final ViewHeader header;
  private final ImagePane pane;
  private final SliceOverlay overlay = new SliceOverlay();
  private final Rectangle clip = new Rectangle();

  SliceViewport(Role role, ViewportState shared, RenderThread thread) {
    header = new ViewHeader(role);
    Window first = role == Role.CT ? Window.BRAIN : Window.SYNTHETIC;
    pane = new ImagePane(thread, shared.framingProperty(), first);
    getStyleClass().add("slice-viewport");
    getChildren().addAll(pane, overlay, header);
    overlay.setClip(clip);
    setFocusTraversable(true);
    setMinSize(280, 240);
    pane.shownProperty().addListener((value, before, now) -> now.ifPresent(this::showText));
    pane.windowProperty().addListener((value, before, now) -> showDisplay());
    shared
        .findingsVisibleProperty()
        .addListener((value, before, now) -> showMarks(now ? Visibility.SHOWN : Visibility.HIDDEN));
    new Gestures(this, shared);
    new Probe(this, role, overlay);
    showNothing(new ReadState.NotRead());
  }

  /** Shows a slice as soon as it is drawn, usually in the next frame. */
  public void show(Picture picture) {
    pane.show(picture);
  }

  /** Removes picture, texts and boxes at once and says why. */
  public void showNothing(ReadState why) {
    pane.clear();
    overlay.showNothing(why);
  }

  private void showText(Shown shown) {
    overlay.show(shown.picture().text(), new Placement(shown.view(), shown.outputScale()));
    showDisplay();
  }

  private void showDisplay() {
    shownProperty()
        .get()
        .ifPresent(shown -> overlay.showDisplay(windowProperty().get(), shown.view().zoom()));
  }

  private void showMarks(Visibility visibility) {
    overlay.setMarksVisible(visibility);
    header.setMarksVisible(visibility);
  }

  /** Findings of the series; the boxes of the slice on screen are drawn. */
  public void setMarks(Marks marks) {
    overlay.setMarks(marks);
  }

  /** What is known of the slice, in the line above it. */
  public void setAssessments(List<Assessment> assessments) {
    header.setAssessments(assessments);
  }

  /** Whether the model behind this view is trained; views say UNTRAINED until told otherwise. */
  public void setWeights(Weights weights) {
    header.setWeights(weights);
  }

  /**
   * Names the model behind this view, above it.
   *
   * @param about tells more of it when the name is clicked
   */
  public void setModel(String name, Runnable about) {
    header.setModel(name, about);
  }

  /** This view's own window; linked views keep different ones. */
  public ObjectProperty<Window> windowProperty() {
    return pane.windowProperty();
  }

  /** The picture that is on screen now, which may be a frame behind what was asked for. */
  public ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
    return pane.shownProperty();
  }

  /** What is on screen, for tests. */
  Image image() {
    return pane.image();
  }

  /** Distance of the image area from the upper edge of this view, in JavaFX units. */
  double imageTop() {
    return pane.getLayoutY();
  }

  @Override
  protected void layoutChildren() {
    double top = snapSizeY(header.prefHeight(getWidth()));
    double height = Math.max(0, getHeight() - top);
    header.resizeRelocate(0, 0, getWidth(), top);
    pane.resizeRelocate(0, top, getWidth(), height);
    overlay.resizeRelocate(0, top, getWidth(), height);
    clip.setWidth(getWidth());
    clip.setHeight(height);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 512;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 512 + header.prefHeight(width);
  }
}
