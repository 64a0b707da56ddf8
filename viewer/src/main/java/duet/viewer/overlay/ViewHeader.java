package duet.viewer.overlay;

import duet.viewer.render.Labels;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Two rows above a view, outside the image: what the picture is, and what is known of it. In a
 * synthetic view the first row is {@link Labels#SYNTHETIC}; its visibility and opacity are bound,
 * so that setting them throws.
 */
public final class ViewHeader extends VBox {
  private static final double ROW = 28;

  private final Role role;
  private final Label title = new Label();
  private final Label warning = new Label();
  private final Label line = new Label();
  private String assessed = "";
  private String hidden = "";

  public ViewHeader(Role role) {
    this.role = role;
    getStyleClass().add("view-header");
    title.getStyleClass().add("view-title");
    warning.getStyleClass().add("view-warning");
    line.getStyleClass().add("view-line");
    getChildren().addAll(role == Role.CT ? ctTitle() : syntheticTitle(), secondRow());
    setWeights(Weights.UNTRAINED);
  }

  private HBox ctTitle() {
    title.setText("CT");
    return row(title);
  }

  private HBox syntheticTitle() {
    title.setText(Labels.SYNTHETIC);
    title.getStyleClass().add("synthetic-label");
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = row(title);
    row.getStyleClass().add("synthetic-row");
    keepOnScreen(title);
    keepOnScreen(row);
    keepOnScreen(this);
    return row;
  }

  private static void keepOnScreen(Region node) {
    node.visibleProperty().bind(new SimpleBooleanProperty(true));
    node.managedProperty().bind(new SimpleBooleanProperty(true));
    node.opacityProperty().bind(new SimpleDoubleProperty(1));
  }

  private HBox secondRow() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return row(line, space, warning);
  }

  private static HBox row(javafx.scene.Node... nodes) {
    HBox row = new HBox(8, nodes);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinHeight(ROW);
    row.setMaxHeight(ROW);
    row.getStyleClass().add("view-row");
    return row;
  }

  /** Says whether the model behind the view was trained. */
  public void setWeights(Weights weights) {
    boolean untrained = weights == Weights.UNTRAINED;
    String words = role == Role.CT ? Labels.UNTRAINED_DETECTOR : Labels.UNTRAINED;
    warning.setText(untrained ? words : "");
    warning.setVisible(untrained);
    warning.setManaged(untrained);
  }

  /** The line of what was looked for on this slice and what was not. */
  public void setAssessments(List<Assessment> assessments) {
    assessed = assessments.stream().map(Assessment::words).collect(Collectors.joining("   ·   "));
    writeLine();
  }

  /** Says that the boxes are hidden, as long as they are. */
  public void setMarksVisible(Visibility visibility) {
    hidden = visibility == Visibility.HIDDEN ? "BOXES HIDDEN   ·   " : "";
    writeLine();
  }

  private void writeLine() {
    line.setText(hidden + assessed);
  }
}
