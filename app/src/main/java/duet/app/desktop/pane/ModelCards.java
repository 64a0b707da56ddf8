package duet.app.desktop.pane;

import duet.app.reading.Provenance;
import duet.app.reading.Provenance.ModelUse;
import duet.app.shelf.CardText;
import duet.models.card.Task;
import duet.models.card.Training;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** Which models read, on which lane, and how good they are; a click tells the rest. */
public final class ModelCards extends VBox {
  public ModelCards() {
    getStyleClass().add("model-cards");
    showWaiting("Models are being opened …");
  }

  /** There are no models yet, or none at all. */
  public void showWaiting(String words) {
    getChildren().setAll(List.of(text(words, "quiet")));
  }

  /**
   * Shows the models.
   *
   * @param about tells more of the model for a task
   */
  public void show(Provenance provenance, Consumer<Task> about) {
    getChildren().setAll(provenance.models().stream().map(use -> card(use, about)).toList());
  }

  private static Node card(ModelUse use, Consumer<Task> about) {
    VBox card = new VBox(2);
    card.getStyleClass().add("model-card");
    Label name = text(use.name() + " " + use.cardVersion(), "model-name");
    name.setTooltip(new Tooltip("What it is for, how good it is, where it fails (F2)"));
    card.getChildren().addAll(name, text(words(use), "quiet"));
    if (use.training() == Training.UNTRAINED) {
      card.getChildren().add(text("UNTRAINED", "untrained"));
    } else {
      card.getChildren()
          .add(text(CardText.headline(use.card()).orElse("quality unknown"), "quiet"));
    }
    card.setOnMouseClicked(event -> about.accept(use.card().task()));
    return card;
  }

  private static String words(ModelUse use) {
    return Stream.of(
            Optional.of("lane " + use.lane()),
            Optional.of("trained").filter(word -> use.training() == Training.TRAINED),
            Optional.of(CardText.precision(use.card())).filter(word -> !word.isEmpty()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("  ·  "));
  }

  private static Label text(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    return label;
  }
}
