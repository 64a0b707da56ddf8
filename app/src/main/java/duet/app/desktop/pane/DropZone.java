package duet.app.desktop.pane;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Says where to let go while files are dragged over the window, and takes them. */
public final class DropZone extends StackPane {
  private final Consumer<List<Path>> open;

  /**
   * @param target anything dropped on it is taken
   */
  public DropZone(Node target, Consumer<List<Path>> open) {
    this.open = open;
    getStyleClass().add("drop-zone");
    setMouseTransparent(true);
    setVisible(false);
    Label words = new Label("Drop folders, files or ZIPs to open them");
    VBox invitation = new VBox(12, FontIcon.of(MaterialDesignT.TRAY_ARROW_DOWN), words);
    invitation.getStyleClass().add("invitation");
    getChildren().add(invitation);
    target.addEventFilter(DragEvent.DRAG_OVER, this::over);
    target.addEventFilter(DragEvent.DRAG_DROPPED, this::dropped);
    target.addEventFilter(DragEvent.DRAG_EXITED_TARGET, event -> left(event, target));
  }

  private void over(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
      setVisible(true);
    }
  }

  private void left(DragEvent event, Node target) {
    if (event.getTarget() == target) {
      setVisible(false);
    }
  }

  private void dropped(DragEvent event) {
    setVisible(false);
    List<Path> paths = event.getDragboard().getFiles().stream().map(File::toPath).toList();
    event.setDropCompleted(!paths.isEmpty());
    event.consume();
    if (!paths.isEmpty()) {
      open.accept(paths);
    }
  }
}
