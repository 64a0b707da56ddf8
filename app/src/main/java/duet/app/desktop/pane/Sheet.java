package duet.app.desktop.pane;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * What may lie over the window: one card at a time, on a dimmed ground. Part of the window and not
 * a window of its own, so that it cannot hide behind it. A click beside the card closes it.
 */
public final class Sheet extends StackPane {
  public Sheet() {
    getStyleClass().add("sheet");
    setVisible(false);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
  }

  private void clicked(MouseEvent event) {
    if (event.getTarget() == this) {
      close();
    }
  }

  public boolean isOpen() {
    return isVisible();
  }

  public void open(String title, Node content) {
    Label heading = new Label(title);
    heading.getStyleClass().add("sheet-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button close = new Button("", FontIcon.of(MaterialDesignC.CLOSE));
    close.setId("close-sheet");
    close.getStyleClass().add("flat");
    close.setOnAction(event -> close());
    HBox head = new HBox(heading, space, close);
    head.setAlignment(Pos.CENTER_LEFT);
    BorderPane card = new BorderPane(content, head, null, null, null);
    card.getStyleClass().add("sheet-card");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    getChildren().setAll(card);
    setVisible(true);
  }

  public void close() {
    setVisible(false);
    getChildren().clear();
  }
}
