package duet.app.desktop.pane;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** What must be known before the images are read: a line each, above them, never closed by hand. */
public final class Banner extends VBox {
  private List<Line> lines = List.of();

  /** A sentence and how loud it is. */
  public record Line(Loudness loudness, String text) {}

  /** How loud a line is. */
  public enum Loudness {
    /** Something did not work. */
    ALARM,
    /** The images are unusual. */
    WARNING
  }

  public Banner() {
    setId("banner");
    getStyleClass().add("banner");
    show(List.of());
  }

  public void show(List<Line> newLines) {
    if (!lines.equals(newLines) || getChildren().size() != newLines.size()) {
      lines = List.copyOf(newLines);
      getChildren().setAll(lines.stream().map(Banner::node).toList());
    }
    setVisible(!lines.isEmpty());
    setManaged(!lines.isEmpty());
  }

  private static Node node(Line line) {
    boolean alarm = line.loudness() == Loudness.ALARM;
    Label text = new Label(line.text());
    text.setWrapText(true);
    HBox.setHgrow(text, Priority.ALWAYS);
    FontIcon icon =
        FontIcon.of(alarm ? MaterialDesignA.ALERT_OCTAGON : MaterialDesignA.ALERT_OUTLINE);
    HBox row = new HBox(8, icon, text);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().addAll("banner-line", alarm ? "alarm" : "warning");
    return row;
  }
}
