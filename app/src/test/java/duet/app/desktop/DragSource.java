package duet.app.desktop;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/** Another program: a small window from which a folder can be dragged. */
public final class DragSource extends Application {
  static final int X = 0;
  static final int Y = 840;

  /** Keeps JavaFX from checking how the application was started. */
  static final class Start {
    private Start() {}

    public static void main(String[] args) {
      Application.launch(DragSource.class, args);
    }
  }

  @Override
  public void start(Stage stage) {
    Path folder = Path.of(getParameters().getRaw().get(0));
    StackPane source = new StackPane(new Label("drag me"));
    source.setOnDragDetected(
        event -> {
          ClipboardContent content = new ClipboardContent();
          content.putFiles(List.of(folder.toFile()));
          source.startDragAndDrop(TransferMode.COPY).setContent(content);
          event.consume();
        });
    source.setOnDragDone(event -> System.out.println("drag done " + event.getTransferMode()));
    stage.initStyle(StageStyle.UNDECORATED);
    stage.setX(X);
    stage.setY(Y);
    stage.setScene(new Scene(source, 150, 60));
    stage.setOnShown(event -> System.out.println("ready"));
    stage.show();
  }
}
