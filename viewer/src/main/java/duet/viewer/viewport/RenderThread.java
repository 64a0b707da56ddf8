package duet.viewer.viewport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The thread that resamples for linked views, named "render". It keeps one waiting job per view:
 * the latest wins. Daemon, because losing a picture at exit loses nothing.
 */
final class RenderThread implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RenderThread.class.getName());

  private final Map<Object, Runnable> waiting = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::run, "render");
  private boolean closed;

  RenderThread() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs the job soon; replaces the view's job that has not begun. Nothing happens once closed. */
  synchronized void submit(Object view, Runnable job) {
    waiting.put(view, job);
    notifyAll();
  }

  private void run() {
    try {
      while (true) {
        guarded(next());
      }
    } catch (InterruptedException closing) {
      LOG.log(Level.DEBUG, "render thread ends");
    }
  }

  private synchronized Runnable next() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    if (closed) {
      throw new InterruptedException("closed");
    }
    Iterator<Runnable> jobs = waiting.values().iterator();
    Runnable job = jobs.next();
    jobs.remove();
    return job;
  }

  /** The boundary of the thread: a job that fails must not take the other view's picture along. */
  private static void guarded(Runnable job) {
    try {
      job.run();
    } catch (RuntimeException failed) {
      LOG.log(Level.ERROR, "a slice could not be drawn", failed);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }
}
