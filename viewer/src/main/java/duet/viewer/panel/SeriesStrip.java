package duet.viewer.panel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * The series that are here, in order of arrival. A series that arrives or changes never moves the
 * selection: the reader stays with the patient that is being read. FX thread.
 */
public final class SeriesStrip extends VBox {
  /** Edge of the square that thumbnails should fit, in pixels. */
  public static final int THUMBNAIL = SeriesRow.THUMBNAIL;

  private final Map<String, ObjectProperty<SeriesCard>> cards = new LinkedHashMap<>();
  private final ListView<String> list = new ListView<>();
  private Consumer<String> onSelect = id -> {};

  public SeriesStrip() {
    getStyleClass().add("series-strip");
    Label title = new Label("Series");
    title.getStyleClass().add("panel-title");
    Label none = new Label("Drop a folder, files or a ZIP here");
    none.setWrapText(true);
    none.getStyleClass().add("quiet");
    list.setPlaceholder(none);
    list.setFixedCellSize(SeriesCell.HEIGHT);
    list.setCellFactory(view -> new SeriesCell(this::card));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((value, before, now) -> Optional.ofNullable(now).ifPresent(onSelect));
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(title, list);
  }

  private ObservableValue<SeriesCard> card(String id) {
    return Objects.requireNonNull(cards.get(id), "a series that is not in the strip");
  }

  /** Adds the series at the end, or changes it in place. */
  public void show(SeriesCard card) {
    ObjectProperty<SeriesCard> known = cards.get(card.id());
    if (known != null) {
      known.set(card);
    } else {
      cards.put(card.id(), new SimpleObjectProperty<>(card));
      list.getItems().add(card.id());
    }
  }

  /** Called with the id of each series that gets selected. */
  public void setOnSelect(Consumer<String> action) {
    onSelect = action;
  }

  /** Selects a series that is in the strip, as a click does. */
  public void select(String id) {
    list.getSelectionModel().select(id);
    list.scrollTo(id);
  }

  /** Id of the selected series. */
  public Optional<String> selected() {
    return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
  }

  /** Removes a series that was closed. */
  public void remove(String id) {
    if (id.equals(list.getSelectionModel().getSelectedItem())) {
      list.getSelectionModel().clearSelection();
    }
    list.getItems().remove(id);
    cards.remove(id);
  }

  /** Empties the strip. */
  public void clear() {
    list.getSelectionModel().clearSelection();
    list.getItems().clear();
    cards.clear();
  }
}
