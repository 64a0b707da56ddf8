package duet.app.worklist;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one job when woken, and often enough when not. However many slices come during
 * the job, they are one job more: 500 slices are not put in order 500 times.
 */
final class Assembly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

  /** Rest after a job, so that a stream of slices is gathered up instead of taken one by one. */
  private static final long REST_MS = 60;

  private static final long IDLE_MS = 500;

  private final Thread thread = new Thread(this::work, "series");
  private final Runnable job;
  private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);

  Assembly(Runnable job) {
    this.job = job;
  }

  void start() {
    thread.start();
  }

  void wake() {
    bell.offer(true);
  }

  private void work() {
    try {
      while (true) {
        bell.poll(IDLE_MS, TimeUnit.MILLISECONDS);
        attempt();
        Thread.sleep(REST_MS);
      }
    } catch (InterruptedException e) { // closed
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() {
    try {
      job.run();
    } catch (RuntimeException e) { // the boundary of this thread: the next slices may do better
      LOG.error("slices could not be put in order", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
