package duet.app.desktop.pane;

import duet.app.reading.Provenance;
import duet.app.reading.Provenance.ModelUse;
import duet.viewer.render.Labels;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/** What Duet is and is not, and the models in it with their limits. */
public final class AboutSheet extends VBox {
  private static final double WIDTH = 640;

  public AboutSheet(Optional<Provenance> provenance) {
    getStyleClass().add("about-sheet");
    getChildren().add(text(Labels.RESEARCH, "about-research"));
    if (provenance.isEmpty()) {
      getChildren().add(text("No models are open.", "quiet"));
    }
    provenance.ifPresent(this::models);
  }

  private void models(Provenance provenance) {
    String origin = provenance.origin().words();
    getChildren()
        .add(
            text(
                provenance.software() + "   ·   " + provenance.backend() + "   ·   times " + origin,
                "quiet"));
    provenance.models().stream().map(AboutSheet::model).forEach(getChildren()::add);
  }

  private static Node model(ModelUse use) {
    VBox box = new VBox(4);
    box.getChildren().add(text(use.name() + " " + use.cardVersion(), "heading"));
    box.getChildren().add(text(use.card().intendedUse(), "plain"));
    use.card().limits().forEach(limit -> box.getChildren().add(text("•  " + limit, "plain")));
    String sha = use.sha256().substring(0, Math.min(16, use.sha256().length()));
    box.getChildren().add(text("lane " + use.lane() + "   ·   SHA-256 " + sha + "…", "quiet"));
    return box;
  }

  /** Text and not a label, because the card must know how high it gets when it is wrapped. */
  private static Text text(String words, String style) {
    Text text = new Text(words);
    text.getStyleClass().add(style);
    text.setWrappingWidth(WIDTH);
    return text;
  }
}
