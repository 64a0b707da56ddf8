package duet.app.desktop;

import duet.app.desktop.pane.TaskCard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.concurrent.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background work of the window: a named thread for each job, on the card until it ends, ended
 * with the window. FX thread.
 */
final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final List<Task<?>> running = new ArrayList<>();
  private final TaskCard card;

  Jobs(TaskCard card) {
    this.card = card;
  }

  /** What becomes of a job; one of the two is called, on the FX thread, unless it is cancelled. */
  record Ending<T>(Consumer<T> done, Consumer<Throwable> failed) {}

  <T> void run(String name, Task<T> task, Ending<T> ending) {
    running.add(task);
    card.add(task);
    task.setOnSucceeded(
        event -> {
          running.remove(task);
          ending.done().accept(task.getValue());
        });
    task.setOnFailed(
        event -> {
          running.remove(task);
          LOG.error("{} failed", name, task.getException());
          ending.failed().accept(task.getException());
        });
    task.setOnCancelled(event -> running.remove(task));
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    List.copyOf(running).forEach(Task::cancel);
  }
}
