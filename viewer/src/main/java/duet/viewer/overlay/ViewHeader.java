package duet.viewer.overlay;

import duet.viewer.render.Labels;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/**
 * Two rows above a view, outside the image: what the picture is, and what is known of it. In a
 * synthetic view the first row is {@link Labels#SYNTHETIC}; its visibility and opacity are bound,
 * so that setting them throws.
 */
public final class ViewHeader extends VBox {
  private static final double ROW = 28;
  private static final double INSET = 10;
  private static final double TITLE_SIZE = 13;
  private static final double MIN_TITLE_SIZE = 7;
  private static final double CT_TITLE = 40;
  private static final double MODEL_ICON = 34;

  private final Role role;
  private final Label title = new Label();
  private final Label warning = new Label();
  private final Label line = new Label();
  private final Label hidden = new Label();
  private final Button model = new Button("", FontIcon.of(MaterialDesignI.INFORMATION_OUTLINE));
  private String modelName = "";

  public ViewHeader(Role role) {
    this.role = role;
    getStyleClass().add("view-header");
    title.getStyleClass().add("view-title");
    warning.getStyleClass().add("view-warning");
    line.getStyleClass().add("view-line");
    hidden.getStyleClass().add("view-hidden");
    hidden.setMinWidth(Region.USE_PREF_SIZE);
    prepareModel();
    getChildren().addAll(role == Role.CT ? ctTitle() : syntheticTitle(), secondRow());
    setWeights(Weights.UNTRAINED);
    line.setText(role == Role.CT ? new ReadState.NotRead().words() : "");
    widthProperty().addListener((value, before, now) -> fit(now.doubleValue()));
  }

  private void prepareModel() {
    model.getStyleClass().add("view-model");
    model.setFocusTraversable(false);
    model.setMinWidth(MODEL_ICON - INSET);
    model.setTooltip(new Tooltip("What this model is for, how good it is, where it fails"));
    show(model, Visibility.HIDDEN);
  }

  private HBox ctTitle() {
    title.setText("CT");
    title.setMinWidth(Region.USE_PREF_SIZE);
    return row(title, hidden, space(), warning, model);
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

  private void fit(double width) {
    if (role == Role.SYNTHETIC_MRI) {
      fit(title, width - 2 * INSET);
      fit(warning, width - 2 * INSET - MODEL_ICON);
    } else {
      fit(warning, width - 2 * INSET - CT_TITLE - MODEL_ICON);
    }
  }

  /** The words of a warning are never cut: in a narrow view they are written smaller. */
  private static void fit(Label label, double width) {
    Text measure = new Text(label.getText());
    measure.setFont(Font.font(label.getFont().getFamily(), FontWeight.BOLD, TITLE_SIZE));
    double share = width / measure.getLayoutBounds().getWidth();
    double size = Math.max(MIN_TITLE_SIZE, Math.floor(TITLE_SIZE * Math.min(1, share) * 4) / 4);
    label.setStyle(String.format(Locale.ROOT, "-fx-font-size: %.2fpx;", size));
  }

  private static void keepOnScreen(Region node) {
    node.visibleProperty().bind(new SimpleBooleanProperty(true));
    node.managedProperty().bind(new SimpleBooleanProperty(true));
    node.opacityProperty().bind(new SimpleDoubleProperty(1));
  }

  private HBox secondRow() {
    return role == Role.CT ? row(line) : row(warning, line, space(), model);
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  private static HBox row(Node... nodes) {
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
    warning.setMinWidth(Region.USE_PREF_SIZE);
    show(warning, untrained ? Visibility.SHOWN : Visibility.HIDDEN);
    nameModel();
  }

  /**
   * Names the model behind the view. Beside a warning there is room for its sign only.
   *
   * @param about tells more of it
   */
  public void setModel(String name, Runnable about) {
    modelName = name;
    model.setOnAction(event -> about.run());
    show(model, Visibility.SHOWN);
    nameModel();
  }

  private void nameModel() {
    model.setText(warning.getText().isEmpty() ? modelName : "");
  }

  private static void show(Node node, Visibility visibility) {
    node.setVisible(visibility == Visibility.SHOWN);
    node.setManaged(visibility == Visibility.SHOWN);
  }

  /** The line of what was looked for on this slice and what was not. */
  public void setAssessments(List<Assessment> assessments) {
    line.setText(assessments.stream().map(Assessment::words).collect(Collectors.joining("  ·  ")));
  }

  /** Says over the CT that the boxes are hidden, as long as they are, in place of the warning. */
  public void setMarksVisible(Visibility visibility) {
    if (role == Role.CT) {
      boolean shown = visibility == Visibility.SHOWN;
      hidden.setText(shown ? "" : "BOXES HIDDEN");
      show(warning, shown && !warning.getText().isEmpty() ? Visibility.SHOWN : Visibility.HIDDEN);
    }
  }
}
