package duet.viewer.panel;

import duet.viewer.render.Frame;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What a row of the strip shows of a series: thumbnail, words, chip. */
final class SeriesRow extends HBox {
  static final int THUMBNAIL = 72;

  private final ImageView thumbnail = new ImageView();
  private final Label title = new Label();
  private final Label detail = new Label();
  private final Label slices = new Label();
  private final Label chip = new Label();
  private Optional<Frame> drawn = Optional.empty();

  SeriesRow() {
    super(10);
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
    getChildren().addAll(picture, words);
  }

  void write(SeriesCard card) {
    title.setText(card.title());
    detail.setText(card.detail());
    slices.setText(card.slices());
    chip.setText(card.state().words());
    chip.getStyleClass().setAll("chip", style(card.state()));
    if (!drawn.equals(card.thumbnail())) {
      drawn = card.thumbnail();
      thumbnail.setImage(drawn.map(SeriesRow::image).orElse(null));
    }
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
