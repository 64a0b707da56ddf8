package duet.app.archive;

import duet.app.archive.scan.FileFinder;
import duet.app.archive.scan.FileFinder.Found;
import duet.app.archive.scan.HeapRoom;
import duet.app.archive.scan.SourceReader;
import duet.viewer.dicom.DicomReader;
import duet.viewer.series.Refused;
import duet.viewer.series.Slice;
import duet.viewer.series.SliceResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files, folders and ZIPs in the background. One thread finds, one reads; the first slice
 * comes as soon as the first file is found. Each file is given to the listener once, read or
 * refused with a reason, in an order that depends on the names only; no file stops the others.
 */
public final class Import implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Import.class);
  private static final int QUEUE = 256;
  private static final long LOOK_MS = 50;

  private final BlockingQueue<Found> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Listener listener;
  private final SourceReader reader;
  private final SourceReader.Results results = results();
  private final Thread finding;
  private final Thread reading;
  private final AtomicInteger found = new AtomicInteger();
  private volatile boolean cancelled;
  private int read;
  private int refused;

  /**
   * What the import tells, always from its one reading thread and never two calls at once. A call
   * that blocks holds the import back.
   */
  public interface Listener {
    /**
     * How far it is.
     *
     * @param found files up to now; grows while folders and ZIPs are opened
     * @param done files read or refused
     */
    void progress(int found, int done);

    /**
     * A file was read.
     *
     * @param name of the file below what was asked for; may hold a patient's name
     * @param slices at least one
     * @throws InterruptedException when the import is cancelled while this call waits
     */
    void read(String name, List<Slice> slices) throws InterruptedException;

    /**
     * A file was not read.
     *
     * @param name of the file below what was asked for; may hold a patient's name
     */
    void refused(String name, Refused reason);

    /** The last call, also after a cancel. */
    void finished(Summary summary);
  }

  /**
   * How it ended.
   *
   * @param found all files, or those found before the cancel
   */
  public record Summary(int found, int read, int refused, Ending ending) {}

  /** Why it ended. */
  public enum Ending {
    COMPLETE,
    CANCELLED
  }

  private Import(DicomReader dicom, List<Path> paths, Listener listener) {
    this.listener = listener;
    this.reader = new SourceReader(dicom, HeapRoom.ofThisJvm(), () -> cancelled);
    FileFinder finder = new FileFinder(paths, this::enqueue);
    this.finding = new Thread(() -> find(finder), "import-find");
    this.reading = new Thread(this::run, "import-read");
    finding.setDaemon(true);
    reading.setDaemon(true);
  }

  /** Starts at once and returns. */
  public static Import start(DicomReader reader, List<Path> paths, Listener listener) {
    Import started = new Import(reader, paths, listener);
    started.finding.start();
    started.reading.start();
    return started;
  }

  /** Ends the import at the next file or frame; {@link Listener#finished} still follows. */
  public void cancel() {
    cancelled = true;
    finding.interrupt();
    reading.interrupt();
  }

  /** Waits until {@link Listener#finished} has returned. */
  public void join() throws InterruptedException {
    reading.join();
  }

  /** Cancels and waits for both threads; must not be called from the listener. */
  @Override
  public void close() {
    cancel();
    try {
      finding.join();
      reading.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void enqueue(Found file) throws InterruptedException {
    queue.put(file);
    found.incrementAndGet();
  }

  /** Thread boundary. */
  private static void find(FileFinder finder) {
    try {
      finder.find();
    } catch (InterruptedException e) {
      LOG.debug("search for files cancelled");
    }
  }

  /** Thread boundary. */
  private void run() {
    try {
      readAll();
    } catch (InterruptedException e) {
      LOG.debug("import cancelled");
    } finally {
      int done = read + refused;
      boolean complete = !cancelled && done == found.get();
      listener.finished(
          new Summary(found.get(), read, refused, complete ? Ending.COMPLETE : Ending.CANCELLED));
    }
  }

  private void readAll() throws InterruptedException {
    int shown = 0;
    while (!cancelled) {
      boolean allFound = !finding.isAlive(); // asked before the poll: nothing can come after it
      Found next = queue.poll(allFound ? 0 : LOOK_MS, TimeUnit.MILLISECONDS);
      if (next != null) {
        reader.read(next, results);
      } else if (allFound) {
        return;
      }
      if (next != null || found.get() != shown) {
        shown = found.get();
        listener.progress(shown, read + refused);
      }
    }
  }

  private void tell(String name, SliceResult result) throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException();
    }
    if (result instanceof SliceResult.Slices some) {
      read++;
      listener.read(name, some.slices());
    } else if (result instanceof Refused reason) {
      refused++;
      listener.refused(name, reason);
    }
    listener.progress(found.get(), read + refused);
  }

  private SourceReader.Results results() {
    return new SourceReader.Results() {
      @Override
      public void more(int files) {
        found.addAndGet(files);
      }

      @Override
      public void result(String name, SliceResult result) throws InterruptedException {
        tell(name, result);
      }
    };
  }
}
