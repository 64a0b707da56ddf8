package duet.app.desktop.pane;

import javafx.collections.ListChangeListener;
import javafx.concurrent.Task;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.TaskProgressView;

/** What runs in the background, each with progress and a way to stop it; gone when nothing runs. */
public final class TaskCard extends StackPane {
  private static final double ROW = 72;

  private final TaskProgressView<Task<?>> view = new TaskProgressView<>();

  public TaskCard() {
    getStyleClass().add("task-card");
    view.setRetainTasks(false);
    getChildren().add(view);
    setMaxSize(340, Region.USE_PREF_SIZE);
    setPickOnBounds(false);
    view.getTasks().addListener((ListChangeListener<Task<?>>) change -> fit());
    fit();
  }

  private void fit() {
    int rows = Math.min(4, view.getTasks().size());
    view.setPrefHeight(rows * ROW + 6);
    setVisible(rows > 0);
  }

  /** Shows a task until it ends. */
  public void add(Task<?> task) {
    view.getTasks().add(task);
  }
}
