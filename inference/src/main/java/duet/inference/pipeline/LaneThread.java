package duet.inference.pipeline;

import duet.inference.device.Lane;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The one thread of a lane: takes from its inbox and handles one item after the other. An item that
 * fails is reported and the lane goes on with the next: one bad slice must not end a reading.
 *
 * @param <T> what the lane works on
 */
public final class LaneThread<T> implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LaneThread.class.getName());

  /** The work of a lane. */
  @FunctionalInterface
  public interface Handler<T> {
    void handle(T item) throws Exception;
  }

  /** Told of an item whose handler threw; called on the thread of the lane. */
  @FunctionalInterface
  public interface OnFailure<T> {
    void failed(T item, Throwable cause);
  }

  private final Channel<T> inbox;
  private final Handler<T> handler;
  private final OnFailure<T> onFailure;
  private final Thread thread;

  private LaneThread(Lane lane, Channel<T> inbox, Handler<T> handler, OnFailure<T> onFailure) {
    this.inbox = inbox;
    this.handler = handler;
    this.onFailure = onFailure;
    thread = new Thread(this::serve, "lane-" + lane);
    // A program that ends by System.exit or by its last window must not hang on a lane.
    thread.setDaemon(true);
  }

  /**
   * Starts the thread, named {@code lane-CPU0} for lane CPU0.
   *
   * @param inbox what the lane works on; closed with the lane
   */
  public static <T> LaneThread<T> open(
      Lane lane, Channel<T> inbox, Handler<T> handler, OnFailure<T> onFailure) {
    LaneThread<T> opened = new LaneThread<>(lane, inbox, handler, onFailure);
    opened.thread.start();
    return opened;
  }

  private void serve() {
    try {
      for (Optional<T> item = inbox.take(); item.isPresent(); item = inbox.take()) {
        handle(item.get());
      }
    } catch (InterruptedException e) {
      // Nobody but the owner of this thread can interrupt it: it wants the lane to end.
      inbox.close();
      Thread.currentThread().interrupt();
    }
  }

  private void handle(T item) throws InterruptedException {
    try {
      handler.handle(item);
    } catch (InterruptedException e) {
      report(item, e);
      throw e;
    } catch (Throwable e) { // thread boundary
      report(item, e);
    }
  }

  private void report(T item, Throwable cause) {
    try {
      onFailure.failed(item, cause);
    } catch (RuntimeException e) { // thread boundary
      LOG.log(Level.ERROR, thread.getName() + ": a failure could not be reported", e);
    }
  }

  /**
   * Closes the inbox and waits until what was in it has been handled; safe to call twice, and from
   * the lane itself, which does not wait for itself. An interrupt ends the wait, not the lane.
   */
  @Override
  public void close() {
    inbox.close();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
