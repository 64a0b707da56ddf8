package duet.app.desktop.pane;

import duet.app.reading.Provenance;
import duet.app.reading.Provenance.ModelUse;
import duet.app.shelf.CardText;
import duet.models.card.Task;
import duet.models.card.Training;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.RowConstraints;
import javafx.scene.text.Text;

/** The cards of the models that read: what for, how good, made of what. One at a time. */
public final class ModelSheet extends BorderPane {
  private static final double LABEL = 170;
  private static final double TEXT = 560;
  private static final double HEIGHT = 520;

  private final ScrollPane page = new ScrollPane();

  /** Opens with the model for a task. */
  public ModelSheet(Provenance provenance, Task first) {
    getStyleClass().add("model-sheet");
    page.setFitToWidth(true);
    page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    page.setPrefSize(LABEL + TEXT + 40, HEIGHT);
    HBox tabs = tabs(provenance, first);
    setTop(tabs);
    setCenter(page);
    BorderPane.setMargin(tabs, new Insets(10, 0, 10, 0));
  }

  private HBox tabs(Provenance provenance, Task first) {
    HBox tabs = new HBox();
    ToggleGroup group = new ToggleGroup();
    for (ModelUse use : provenance.models()) {
      ToggleButton tab = tab(use, group);
      tab.getStyleClass().add(tabs.getChildren().isEmpty() ? "left-pill" : "right-pill");
      tabs.getChildren().add(tab);
      if (use.card().task() == first) {
        tab.fire();
      }
    }
    return tabs;
  }

  private ToggleButton tab(ModelUse use, ToggleGroup group) {
    String words = use.card().task() == Task.SYNTHESIS ? "Synthetic MRI: " : "Boxes: ";
    ToggleButton tab = new ToggleButton(words + use.name());
    tab.setToggleGroup(group);
    tab.setFocusTraversable(false);
    tab.setOnAction(
        event -> {
          tab.setSelected(true); // a second click must not leave neither
          page.setContent(card(use));
          page.setVvalue(0);
        });
    return tab;
  }

  private static GridPane card(ModelUse use) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("model-grid");
    grid.getColumnConstraints().addAll(new ColumnConstraints(LABEL), new ColumnConstraints(TEXT));
    if (use.training() == Training.UNTRAINED) {
      grid.add(label("UNTRAINED. Its output is noise.", "untrained"), 0, 0, 2, 1);
    }
    for (CardText.Section section : CardText.of(use.card(), use.sha256())) {
      grid.add(label(section.title(), "heading"), 0, grid.getRowCount(), 2, 1);
      section.rows().forEach(row -> add(grid, row));
    }
    grid.getRowConstraints().add(new RowConstraints());
    return grid;
  }

  private static void add(GridPane grid, CardText.Row row) {
    int at = grid.getRowCount();
    if (row.label().isEmpty()) {
      grid.add(text(row.text(), LABEL + TEXT), 0, at, 2, 1);
      return;
    }
    Label label = label(row.label(), "quiet");
    label.setWrapText(true);
    GridPane.setValignment(label, VPos.TOP);
    grid.add(label, 0, at);
    grid.add(text(row.text(), TEXT), 1, at);
  }

  private static Text text(String words, double width) {
    Text text = new Text(words);
    text.getStyleClass().add("plain");
    text.setWrappingWidth(width);
    GridPane.setValignment(text, VPos.TOP);
    return text;
  }

  private static Label label(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().add(style);
    return label;
  }
}
