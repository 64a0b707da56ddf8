package duet.app.desktop.pane;

import duet.viewer.render.Labels;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.controlsfx.control.StatusBar;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The foot of the window: what goes on, where slices may be sent to, what is not shown. */
public final class Foot extends VBox {
  private final StatusBar bar = new StatusBar();
  private final Label listener = new Label();
  private final Button refused = new Button("", FontIcon.of(MaterialDesignA.ALERT_OUTLINE));

  /**
   * @param showRefused opens the list of files that are not shown
   */
  public Foot(Runnable showRefused) {
    getStyleClass().add("foot");
    bar.setId("status");
    listener.setId("listener");
    refused.setId("refused");
    refused.getStyleClass().add("refused-button");
    refused.setFocusTraversable(false);
    refused.setOnAction(event -> showRefused.run());
    bar.getRightItems().addAll(refused, listener);
    Label research = new Label(Labels.RESEARCH);
    research.setId("research");
    research.getStyleClass().add("research-line");
    research.setWrapText(true);
    getChildren().addAll(bar, research);
    say("Drop a folder, files or a ZIP on the window to open them.");
    countRefused(0);
  }

  public void say(String message) {
    bar.setText(message);
  }

  /** Where slices may be sent to, or why nobody listens. */
  public void sayListener(String words) {
    listener.setText(words);
  }

  public void countRefused(int files) {
    refused.setText(files == 1 ? "1 file not shown" : files + " files not shown");
    refused.setVisible(files > 0);
    refused.setManaged(files > 0);
  }
}
