package duet.viewer.panel;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;

/**
 * A series in the strip. Follows its card while it changes. A list fills its height with cells that
 * stay empty: what a series needs is made when there is one.
 */
final class SeriesCell extends ListCell<String> {
  /** Of a row, in pixels. */
  static final double HEIGHT = 96;

  private final Function<String, ObservableValue<SeriesCard>> cards;
  private final ChangeListener<SeriesCard> listener = (value, before, now) -> write(now);
  private Optional<ObservableValue<SeriesCard>> followed = Optional.empty();
  private Optional<Content> content = Optional.empty();

  private record Content(SeriesRow row, Tooltip tip) {}

  SeriesCell(Function<String, ObservableValue<SeriesCard>> cards) {
    this.cards = cards;
    getStyleClass().add("series-cell");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(String id, boolean empty) {
    super.updateItem(id, empty);
    followed.ifPresent(card -> card.removeListener(listener));
    if (empty) {
      followed = Optional.empty();
      setGraphic(null);
      setTooltip(null);
      return;
    }
    ObservableValue<SeriesCard> card = cards.apply(id);
    followed = Optional.of(card);
    card.addListener(listener);
    write(card.getValue());
  }

  private void write(SeriesCard card) {
    Content shown = content.orElseGet(() -> new Content(new SeriesRow(), new Tooltip()));
    content = Optional.of(shown);
    shown.row().write(card);
    shown.tip().setText(words(card));
    setGraphic(shown.row());
    setTooltip(shown.tip());
  }

  private static String words(SeriesCard card) {
    String reason = card.state() instanceof SeriesState.Failed failed ? "\n" + failed.reason() : "";
    return card.title() + "\n" + card.detail() + "\n" + card.slices() + reason;
  }
}
