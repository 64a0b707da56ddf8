package duet.app.desktop.pane;

import duet.app.desktop.key.Shortcut;
import duet.app.desktop.key.Shortcut.Group;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The keyboard map: what F1 shows. */
public final class KeySheet extends HBox {
  public KeySheet(List<Shortcut> shortcuts) {
    getStyleClass().add("key-sheet");
    getChildren()
        .addAll(
            new VBox(24, group(Group.WINDOW, shortcuts), mouse()),
            new VBox(24, group(Group.SLICES, shortcuts), findings(shortcuts)),
            group(Group.DESK, shortcuts));
  }

  private static GridPane findings(List<Shortcut> shortcuts) {
    GridPane grid = group(Group.FINDINGS, shortcuts);
    row(grid, "A tap", "AI off, AI on");
    row(grid, "A hold", "Bare CT while held");
    return grid;
  }

  private static GridPane mouse() {
    GridPane grid = grid("Mouse on an image");
    row(grid, "Wheel", "Slices");
    row(grid, "Ctrl + Wheel", "Zoom");
    row(grid, "Left drag", "Window: → wider, ↓ higher");
    row(grid, "Right drag", "Move the image");
    row(grid, "Double click", "Fit into the view");
    return grid;
  }

  private static GridPane group(Group group, List<Shortcut> shortcuts) {
    GridPane grid = grid(group.words());
    shortcuts.stream()
        .filter(shortcut -> shortcut.group() == group)
        .forEach(shortcut -> row(grid, shortcut.shown(), shortcut.words()));
    return grid;
  }

  private static GridPane grid(String heading) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("key-grid");
    ColumnConstraints keys = new ColumnConstraints(116);
    grid.getColumnConstraints().addAll(keys, new ColumnConstraints());
    Label label = new Label(heading);
    label.getStyleClass().add("heading");
    grid.add(label, 0, 0, 2, 1);
    return grid;
  }

  private static void row(GridPane grid, String keys, String words) {
    Label key = new Label(keys);
    key.getStyleClass().add("key");
    Label what = new Label(words);
    what.setMinWidth(Region.USE_PREF_SIZE);
    grid.addRow(grid.getRowCount(), key, what);
  }
}
