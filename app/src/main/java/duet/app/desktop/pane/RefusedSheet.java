package duet.app.desktop.pane;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Every file that is not shown, with the reason. */
public final class RefusedSheet extends VBox {
  public RefusedSheet(List<RefusedFile> files, Runnable forget) {
    getStyleClass().add("refused-sheet");
    TableView<RefusedFile> table = new TableView<>(FXCollections.observableArrayList(files));
    table.setId("refused-table");
    table.setPlaceholder(new Label("All files are shown."));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().add(column("File", 300, RefusedFile::name));
    table.getColumns().add(column("Reason", 480, file -> file.why().text()));
    table.setPrefSize(800, 380);
    Button clear = new Button("Clear the list");
    clear.setOnAction(event -> forget.run());
    getChildren().addAll(table, new HBox(clear));
  }

  private static TableColumn<RefusedFile, String> column(
      String heading, double width, Function<RefusedFile, String> text) {
    TableColumn<RefusedFile, String> column = new TableColumn<>(heading);
    column.setPrefWidth(width);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    column.setCellFactory(unused -> new TextCell());
    return column;
  }

  /** Text that is too long for the column is whole in the tooltip. */
  private static final class TextCell extends TableCell<RefusedFile, String> {
    @Override
    protected void updateItem(String text, boolean empty) {
      super.updateItem(text, empty);
      setText(empty ? "" : text);
      setTooltip(empty ? null : new Tooltip(text));
    }
  }
}
