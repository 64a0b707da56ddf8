package duet.viewer.panel;

import duet.viewer.render.Frame;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A series in the strip: thumbnail, words, chip. Follows its card while it changes. */
final class SeriesCell extends ListCell<String> {
  static final int THUMBNAIL = 72;

  private final Function<String, ObservableValue<SeriesCard>> cards;
  private final ImageView thumbnail = new ImageView();
  private final Label title = new Label();
  private final Label detail = new Label();
  private final Label slices = new Label();
  private final Label chip = new Label();
  private final Tooltip tip = new Tooltip();
  private final HBox box;
  private final ChangeListener<SeriesCard> listener = (value, before, now) -> write(now);
  private Optional<ObservableValue<SeriesCard>> followed = Optional.empty();
  private Optional<Frame> drawn = Optional.empty();

  SeriesCell(Function<String, ObservableValue<SeriesCard>> cards) {
    this.cards = cards;
    getStyleClass().add("series-cell");
    StackPane picture = new StackPane(thumbnail);
    picture.getStyleClass().add("thumbnail");
    picture.setMinSize(THUMBNAIL, THUMBNAIL);
    picture.setMaxSize(THUMBNAIL, THUMBNAIL);
    title.getStyleClass().add("series-title");
    detail.getStyleClass().add("quiet");
    slices.getStyleClass().add("quiet");
    chip.getStyleClass().add("chip");
    VBox words = new VBox(2, title, detail, slices, chip);
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    box = new HBox(10, picture, words);
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
    setGraphic(box);
    write(card.getValue());
  }

  private void write(SeriesCard card) {
    title.setText(card.title());
    detail.setText(card.detail());
    slices.setText(card.slices());
    chip.setText(card.state().words());
    chip.getStyleClass().setAll("chip", style(card.state()));
    tip.setText(tip(card));
    setTooltip(tip);
    if (!drawn.equals(card.thumbnail())) {
      drawn = card.thumbnail();
      thumbnail.setImage(drawn.map(SeriesCell::image).orElse(null));
    }
  }

  private static String tip(SeriesCard card) {
    String reason = card.state() instanceof SeriesState.Failed failed ? "\n" + failed.reason() : "";
    return card.title() + "\n" + card.detail() + "\n" + card.slices() + reason;
  }

  private static String style(SeriesState state) {
    if (state instanceof SeriesState.Done) {
      return "chip-good";
    }
    if (state instanceof SeriesState.Failed) {
      return "chip-alarm";
    }
    return state instanceof SeriesState.Partial ? "chip-warning" : "chip-busy";
  }

  private static WritableImage image(Frame frame) {
    WritableImage image = new WritableImage(frame.width(), frame.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            frame.width(),
            frame.height(),
            PixelFormat.getIntArgbInstance(),
            frame.argb(),
            0,
            frame.width());
    return image;
  }
}
