package duet.app.desktop;

import duet.app.desktop.pane.Banner;
import duet.app.desktop.pane.DropZone;
import duet.app.desktop.pane.Foot;
import duet.app.desktop.pane.ModelCards;
import duet.app.desktop.pane.Sheet;
import duet.app.desktop.pane.TaskCard;
import duet.app.desktop.pane.ToolStrip;
import duet.viewer.panel.FindingList;
import duet.viewer.panel.SeriesStrip;
import duet.viewer.panel.lane.UtilisationPanel;
import duet.viewer.viewport.LinkedViews;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * Where everything is: series on the left, images in the middle, boxes and models on the right,
 * lanes below, the foot at the bottom; background work, sheets and the drop zone lie on top.
 */
record Layout(
    LinkedViews views,
    SeriesStrip strip,
    FindingList findings,
    Banner banner,
    ModelCards models,
    UtilisationPanel lanes,
    TaskCard tasks,
    Sheet sheet) {
  private static final double STRIP = 240;
  private static final double SIDE = 234;

  static Layout create() {
    return new Layout(
        new LinkedViews(),
        new SeriesStrip(),
        new FindingList(),
        new Banner(),
        new ModelCards(),
        new UtilisationPanel(System::nanoTime),
        new TaskCard(),
        new Sheet());
  }

  /** The window's content. */
  StackPane assemble(ToolStrip tools, Foot foot, Consumer<List<Path>> open) {
    strip.setId("strip");
    strip.setMinWidth(STRIP);
    strip.setPrefWidth(STRIP);
    VBox side = new VBox(findings, models);
    side.getStyleClass().add("side");
    side.setMinWidth(SIDE);
    side.setPrefWidth(SIDE);
    VBox.setVgrow(findings, Priority.ALWAYS);
    VBox middle = new VBox(banner, views);
    VBox.setVgrow(views, Priority.ALWAYS);
    BorderPane desk = new BorderPane(middle, tools, side, new VBox(lanes, foot), strip);
    desk.getStyleClass().add("desk");
    StackPane root = new StackPane(desk, tasks, sheet);
    StackPane.setAlignment(tasks, Pos.BOTTOM_RIGHT);
    root.getChildren().add(new DropZone(root, open));
    return root;
  }
}
