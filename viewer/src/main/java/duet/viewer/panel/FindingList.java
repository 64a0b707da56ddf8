package duet.viewer.panel;

import duet.viewer.finding.Confidence;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * The boxes of a series at or above a threshold, in the order of the slices, with the reader's
 * decisions. A decision is handed to the owner, who shows the changed findings again. FX thread.
 */
public final class FindingList extends VBox {
  private final ListView<FindingRow> list = new ListView<>();
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 0.95;
  private static final double USUAL = 0.25;
  private static final double HUNDREDTHS = 100;

  private final DoubleProperty threshold = new SimpleDoubleProperty(USUAL);
  private final Slider slider = new Slider(LOWEST, HIGHEST, USUAL);
  private final Label count = new Label();
  private final Label none = new Label();
  private List<FindingRow> all = List.of();
  private Consumer<FindingRow> onGo = row -> {};
  private BiConsumer<Finding, Decision> onDecide = (finding, decision) -> {};
  private boolean refilling;

  public FindingList() {
    getStyleClass().add("finding-list");
    none.getStyleClass().add("quiet");
    none.setWrapText(true);
    list.setPlaceholder(none);
    list.setFixedCellSize(FindingCell.HEIGHT);
    FindingCell.Tips tips = new FindingCell.Tips();
    list.setCellFactory(
        view -> new FindingCell((finding, decision) -> onDecide.accept(finding, decision), tips));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((value, before, now) -> selected(Optional.ofNullable(now)));
    VBox.setVgrow(list, Priority.ALWAYS);
    slider.setId("threshold");
    slider.setBlockIncrement(0.05);
    slider.valueProperty().addListener((value, before, now) -> moved(now.doubleValue()));
    threshold.addListener((value, before, now) -> adopt(now.doubleValue()));
    count.setId("finding-count");
    getChildren().addAll(head(), thresholdRow(), list);
    refill();
  }

  private HBox head() {
    Label title = new Label("Boxes");
    title.getStyleClass().add("panel-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button previous = button(MaterialDesignC.CHEVRON_UP, "Previous box");
    Button next = button(MaterialDesignC.CHEVRON_DOWN, "Next box");
    previous.setOnAction(event -> previous());
    next.setOnAction(event -> next());
    HBox head = new HBox(4, title, space, previous, next);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private static Button button(Ikon icon, String tip) {
    Button button = new Button();
    button.setGraphic(new FontIcon(icon));
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    button.getStyleClass().addAll("flat", "icon-button");
    button.setFocusTraversable(false);
    return button;
  }

  private VBox thresholdRow() {
    slider.setMaxWidth(Double.MAX_VALUE);
    return new VBox(2, count, slider);
  }

  /** A hand stops at hundredths, which can be read; a model's card may say any number. */
  private void moved(double to) {
    if (to != threshold.get()) {
      threshold.set(Math.rint(to * HUNDREDTHS) / HUNDREDTHS);
    }
  }

  private void adopt(double value) {
    double within = Math.max(LOWEST, Math.min(HIGHEST, value));
    if (within == value) {
      slider.setValue(value);
      refill();
    } else {
      threshold.set(within);
    }
  }

  /** All boxes of the series, also those below the threshold. The selection stays on its box. */
  public void show(List<FindingRow> rows) {
    all =
        rows.stream()
            .sorted(
                Comparator.comparingInt(FindingRow::sliceNumber)
                    .thenComparing(row -> -row.finding().confidence()))
            .toList();
    refill();
  }

  private void refill() {
    Optional<FindingRow> kept = selected();
    List<FindingRow> shown =
        all.stream().filter(row -> row.finding().confidence() >= threshold.get()).toList();
    refilling = true;
    list.getItems().setAll(shown);
    list.getSelectionModel().clearSelection();
    kept.flatMap(old -> shown.stream().filter(old::sameBox).findFirst())
        .ifPresent(row -> list.getSelectionModel().select(row));
    refilling = false;
    String at = "at ≥ " + Confidence.text(threshold.get());
    count.setText(
        shown.size() + " of " + all.size() + (all.size() == 1 ? " box " : " boxes ") + at);
    none.setText(all.isEmpty() ? "No boxes" : "No box " + at);
  }

  private void selected(Optional<FindingRow> row) {
    if (!refilling) {
      row.ifPresent(onGo);
    }
  }

  /** Lowest confidence that is shown, 0.05 to 0.95. */
  public DoubleProperty thresholdProperty() {
    return threshold;
  }

  /** The boxes at or above the threshold, in the order of the list. */
  public List<FindingRow> visibleRows() {
    return List.copyOf(list.getItems());
  }

  /** The selected box. */
  public Optional<FindingRow> selected() {
    return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
  }

  /** Called when the reader goes to a box: by click, by {@link #next} or {@link #previous}. */
  public void setOnGo(Consumer<FindingRow> action) {
    onGo = action;
  }

  /** Called when the reader decides, or takes a decision back (undecided). */
  public void setOnDecide(BiConsumer<Finding, Decision> action) {
    onDecide = action;
  }

  /** Goes to the next box, the first if none is selected; stays at the last. */
  public void next() {
    go(list.getSelectionModel().getSelectedIndex() + 1);
  }

  /** Goes to the box before, the last if none is selected; stays at the first. */
  public void previous() {
    int selected = list.getSelectionModel().getSelectedIndex();
    go(selected < 0 ? list.getItems().size() - 1 : selected - 1);
  }

  private void go(int index) {
    if (index >= 0 && index < list.getItems().size()) {
      list.getSelectionModel().select(index);
      list.scrollTo(index);
    }
  }
}
