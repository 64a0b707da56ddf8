package duet.app.desktop.pane;

import duet.app.reading.Provenance;
import duet.app.reading.Provenance.ModelUse;
import duet.viewer.render.Labels;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What Duet is and is not, and the models in it with their limits. */
public final class AboutSheet extends VBox {
  public AboutSheet(Optional<Provenance> provenance) {
    getStyleClass().add("about-sheet");
    setPrefWidth(640);
    getChildren().add(label(Labels.RESEARCH, "about-research"));
    if (provenance.isEmpty()) {
      getChildren().add(label("No models are open.", "quiet"));
    }
    provenance.ifPresent(this::models);
  }

  private void models(Provenance provenance) {
    String origin = provenance.origin().words();
    getChildren()
        .add(
            label(
                provenance.software() + "   ·   " + provenance.backend() + "   ·   times " + origin,
                "quiet"));
    provenance.models().stream().map(AboutSheet::model).forEach(getChildren()::add);
  }

  private static Node model(ModelUse use) {
    VBox box = new VBox(4);
    box.getChildren().add(label(use.name() + " " + use.cardVersion(), "heading"));
    box.getChildren().add(label(use.card().intendedUse(), "plain"));
    use.card().limits().forEach(limit -> box.getChildren().add(label("•  " + limit, "plain")));
    String sha = use.sha256().substring(0, Math.min(16, use.sha256().length()));
    box.getChildren().add(label("lane " + use.lane() + "   ·   SHA-256 " + sha + "…", "quiet"));
    return box;
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    return label;
  }
}
