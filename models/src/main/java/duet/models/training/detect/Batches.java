package duet.models.training.detect;

import duet.models.training.TrainingException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the batch of the next step on a thread of its own while this one is learnt from. Which
 * batch comes depends on its number alone.
 */
final class Batches implements AutoCloseable {
  private final LongFunction<Batch> make;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread painter = new Thread(task, "batches");
            painter.setDaemon(true);
            return painter;
          });
  private long ahead = -1;
  private @Nullable Future<Batch> next;

  Batches(LongFunction<Batch> make) {
    this.make = make;
  }

  /** The batch of a step; the one after it is begun. */
  Batch of(long step) {
    Future<Batch> now = next;
    if (now == null || ahead != step) {
      now = thread.submit(() -> make.apply(step));
    }
    ahead = step + 1;
    next = thread.submit(() -> make.apply(step + 1));
    try {
      return now.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingException("interrupted while a batch was made", e);
    } catch (ExecutionException e) {
      throw new TrainingException("a batch could not be made: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
