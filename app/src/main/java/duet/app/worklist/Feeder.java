package duet.app.worklist;

import duet.app.reading.Detection;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.inference.timeline.Span;
import duet.viewer.geometry.Point;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers waiting slices to the reader, one series at a time, on a thread of its own: the series on
 * the screen first and in it the slices nearest to the one that is looked at, so that results
 * appear where they are wanted.
 *
 * <p>A slice that was offered gets an answer in any case: if the reader breaks in the middle, a
 * failed one.
 */
final class Feeder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);

  /** How long a run stays open for slices that still arrive. */
  private static final long LINGER_MS = 300;

  private final Map<String, Map<String, Slice>> waiting = new LinkedHashMap<>();
  private final Answers answers;
  private final SliceReader reader;
  private final Thread thread = new Thread(this::feed, "feeder");
  private Optional<Slice> wanted = Optional.empty();
  private boolean closed;

  /** Who keeps what comes out; called on threads of the reader and of the feeder. */
  interface Answers {
    void answered(SliceReading reading);

    void ran(String seriesInstanceUid, List<Span> spans);
  }

  Feeder(SliceReader reader, Answers answers) {
    this.reader = reader;
    this.answers = answers;
  }

  void start() {
    thread.start();
  }

  synchronized void add(Slice slice) {
    waiting
        .computeIfAbsent(slice.header().seriesInstanceUid(), uid -> new LinkedHashMap<>())
        .put(slice.sopInstanceUid(), slice);
    notifyAll();
  }

  /** The slice that is looked at. */
  synchronized void prefer(Slice slice) {
    wanted = Optional.of(slice);
  }

  synchronized void forget(String seriesInstanceUid) {
    waiting.remove(seriesInstanceUid);
  }

  private void feed() {
    try {
      while (true) {
        Optional<Slice> next = take(Optional.empty());
        if (next.isEmpty()) {
          return;
        }
        run(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One run of the reader: from a slice to the moment when its series has none left. */
  private void run(Slice start) throws InterruptedException {
    String uid = start.header().seriesInstanceUid();
    Pending pending = new Pending();
    pending.add(start);
    try {
      SliceReader.Run run = reader.begin(uid, reading -> deliver(pending, reading));
      try {
        Optional<Slice> next = Optional.of(start);
        while (next.isPresent()) {
          pending.add(next.get());
          run.offer(next.get());
          next = take(Optional.of(uid));
        }
        run.finish();
        answers.ran(uid, run.spans());
      } catch (InterruptedException e) {
        run.cancel();
        throw e;
      }
    } catch (RuntimeException e) { // the boundary of this thread: the next series may do better
      LOG.error("the reader broke off a series", e);
    }
    pending.left().forEach(slice -> answers.answered(unanswered(slice)));
  }

  private void deliver(Pending pending, SliceReading reading) {
    pending.remove(reading.sopInstanceUid());
    answers.answered(reading);
  }

  private static SliceReading unanswered(Slice slice) {
    String reason = "The reader stopped before it answered. Open the series again to repeat it.";
    return new SliceReading(
        slice.header().seriesInstanceUid(),
        slice.sopInstanceUid(),
        new Synthesis.Failed(reason),
        new Detection.Failed(reason),
        0);
  }

  /**
   * The next slice, of one series only if that is given; then empty when it has none left or
   * another series is wanted more. Without a series empty only when closed.
   */
  private synchronized Optional<Slice> take(Optional<String> only) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MS);
    while (!closed) {
      Optional<String> uid = waiting.keySet().stream().filter(this::isWanted).findFirst();
      if (uid.isEmpty()) {
        uid = only.filter(waiting::containsKey);
      }
      if (uid.isEmpty()) {
        uid = waiting.keySet().stream().findFirst();
      }
      if (uid.isPresent()) {
        return only.isEmpty() || only.equals(uid)
            ? Optional.of(remove(uid.get()))
            : Optional.empty();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (only.isPresent() && left <= 0) {
        return Optional.empty();
      }
      wait(only.isPresent() ? left : 0);
    }
    return Optional.empty();
  }

  private boolean isWanted(String seriesInstanceUid) {
    return wanted.filter(w -> w.header().seriesInstanceUid().equals(seriesInstanceUid)).isPresent();
  }

  private Slice remove(String uid) {
    Map<String, Slice> slices = waiting.getOrDefault(uid, Map.of());
    Slice slice =
        wanted
            .filter(w -> isWanted(uid))
            .flatMap(w -> nearest(slices.values(), w))
            .orElseGet(() -> slices.values().iterator().next());
    slices.remove(slice.sopInstanceUid());
    if (slices.isEmpty()) {
      waiting.remove(uid);
    }
    return slice;
  }

  private static Optional<Slice> nearest(Iterable<Slice> slices, Slice to) {
    List<Slice> candidates = new ArrayList<>();
    slices.forEach(candidates::add);
    Point normal = to.plane().normal();
    double at = to.plane().origin().dot(normal);
    return candidates.stream()
        .min(Comparator.comparingDouble(s -> Math.abs(s.plane().origin().dot(normal) - at)));
  }

  /** Ends the thread after the slice on hand; the reader itself is closed by its owner. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      waiting.clear();
      notifyAll();
    }
    thread.interrupt();
  }

  /** Slices without an answer; the reader's thread removes, the feeder's adds. */
  private static final class Pending {
    private final Map<String, Slice> slices = new LinkedHashMap<>();

    synchronized void add(Slice slice) {
      slices.put(slice.sopInstanceUid(), slice);
    }

    synchronized void remove(String sopInstanceUid) {
      slices.remove(sopInstanceUid);
    }

    synchronized List<Slice> left() {
      return List.copyOf(slices.values());
    }
  }
}
