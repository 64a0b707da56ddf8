package duet.app.desktop;

import java.util.concurrent.Callable;
import javafx.concurrent.Task;

/** One piece of work in the background, as the card of running work names it. */
final class Background<T> extends Task<T> {
  private final Callable<T> work;

  Background(String title, String message, Callable<T> work) {
    this.work = work;
    updateTitle(title);
    updateMessage(message);
  }

  @Override
  protected T call() throws Exception {
    return work.call();
  }
}
