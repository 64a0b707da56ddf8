package duet.app.desktop.pane;

import duet.app.reading.Provenance;
import duet.app.reading.Provenance.ModelUse;
import duet.models.card.Training;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Which models read, on which lane, and what they are not good for. */
public final class ModelCards extends VBox {
  public ModelCards() {
    getStyleClass().add("model-cards");
    showWaiting("Models are being opened …");
  }

  /** There are no models yet, or none at all. */
  public void showWaiting(String words) {
    getChildren().setAll(List.of(text(words, "quiet")));
  }

  public void show(Provenance provenance) {
    getChildren().setAll(provenance.models().stream().map(ModelCards::card).toList());
  }

  private static Node card(ModelUse use) {
    VBox card = new VBox(2);
    Label name = text(use.name() + " " + use.cardVersion(), "model-name");
    card.getChildren().addAll(name, text("lane " + use.lane(), "quiet"));
    if (use.training() == Training.UNTRAINED) {
      card.getChildren().add(text("UNTRAINED", "untrained"));
    }
    return card;
  }

  private static Label text(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    return label;
  }
}
