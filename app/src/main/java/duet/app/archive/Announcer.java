package duet.app.archive;

import duet.app.archive.Arrival.Novelty;
import duet.app.archive.scan.HeapRoom;
import duet.app.archive.scan.Slicing;
import duet.viewer.dicom.DicomReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what was stored and tells the watchers, on a thread of its own: a slow reader must not keep
 * a scanner waiting for its answer. Only paths wait in the queue; the objects wait on the disk.
 */
final class Announcer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final int QUEUE = 10_000;

  private final BlockingQueue<Stored> queue = new LinkedBlockingQueue<>(QUEUE);
  private final List<Consumer<Arrival>> watchers = new CopyOnWriteArrayList<>();
  private final DicomReader reader;
  private final Slicing slicing = new Slicing(HeapRoom.ofThisJvm(), () -> this.closed);
  private final Thread thread = new Thread(this::run, "archive-slices");
  private volatile boolean closed;

  /** An object on the disk, to be told of. */
  record Stored(
      Path file,
      String studyInstanceUid,
      String seriesInstanceUid,
      Novelty novelty,
      int received,
      OptionalInt expected) {}

  private Announcer(DicomReader reader) {
    this.reader = reader;
  }

  static Announcer start(DicomReader reader) {
    Announcer announcer = new Announcer(reader);
    announcer.thread.setDaemon(true);
    announcer.thread.start();
    return announcer;
  }

  void add(Consumer<Arrival> watcher) {
    watchers.add(watcher);
  }

  /** Waits while the queue is full. Nothing happens without a watcher, or after the end. */
  void announce(Stored stored) {
    if (watchers.isEmpty() || closed) {
      return;
    }
    try {
      queue.put(stored);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        tell(queue.take());
      } catch (InterruptedException e) {
        LOG.debug("the archive was closed");
      } catch (RuntimeException e) { // thread boundary: one watcher must not end the others
        LOG.error("a watcher of the archive failed", e);
      }
    }
  }

  private void tell(Stored stored) {
    Arrival arrival =
        new Arrival(
            stored.studyInstanceUid(),
            stored.seriesInstanceUid(),
            stored.novelty(),
            stored.received(),
            stored.expected(),
            slicing.slices(size(stored.file()), () -> reader.read(stored.file())));
    for (Consumer<Arrival> watcher : watchers) {
      if (!closed) {
        watcher.accept(arrival);
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // reading it will tell the reason
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
