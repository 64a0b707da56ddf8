package duet.app.reading;

import duet.inference.timeline.Span;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The reading of one series while its slices arrive. Results go to the sink one at a time, in the
 * order of the offers, on the thread {@code reading-results}.
 *
 * <p>Offers may come from any thread, but the order of the results is that of the offers only as
 * far as the caller orders them. Other sessions of the same reader take turns with this one.
 */
public final class ReadingSession {
  private final Reader reader;
  private final String seriesInstanceUid;
  private final Consumer<SliceReading> sink;
  private final List<Span> spans = new ArrayList<>();
  private long underway;
  private boolean finished;
  private volatile boolean cancelled;
  private Optional<Throwable> sinkFailure = Optional.empty();

  ReadingSession(Reader reader, String seriesInstanceUid, Consumer<SliceReading> sink) {
    this.reader = reader;
    this.seriesInstanceUid = seriesInstanceUid;
    this.sink = sink;
  }

  /**
   * Hands in a slice; waits while both lanes have enough to do. After {@link #cancel} it does
   * nothing.
   *
   * @throws ReadingException {@code WRONG_SERIES} when the slice is of another series, {@code
   *     CLOSED} after {@link #finish} or when the reader was closed
   */
  public void offer(Slice slice) throws InterruptedException {
    if (!slice.header().seriesInstanceUid().equals(seriesInstanceUid)) {
      throw new ReadingException(
          ReadingException.Kind.WRONG_SERIES, "a slice of another series was offered");
    }
    if (cancelled) {
      return;
    }
    synchronized (this) {
      if (finished) {
        throw new ReadingException(ReadingException.Kind.CLOSED, "the reading is finished");
      }
      underway++;
    }
    boolean accepted = false;
    try {
      reader.accept(this, slice);
      accepted = true;
    } finally {
      if (!accepted) {
        settled();
      }
    }
  }

  /**
   * Lets no more slices in and waits until all results went to the sink, or were dropped by {@link
   * #cancel}. Never call it from the sink.
   *
   * @throws ReadingException {@code SINK_FAILED} when the sink threw; later results still went to
   *     it
   */
  public synchronized void finish() throws InterruptedException {
    finished = true;
    while (underway > 0) {
      wait();
    }
    if (sinkFailure.isPresent()) {
      throw new ReadingException(
          ReadingException.Kind.SINK_FAILED,
          "the receiver of the results failed",
          sinkFailure.get());
    }
  }

  /**
   * Drops what is queued; returns at once. A result that is being handed to the sink at this moment
   * still arrives, none after it.
   */
  public void cancel() {
    cancelled = true;
  }

  /** What ran for this session so far; on the clock of the reader's timeline. */
  public List<Span> spans() {
    synchronized (spans) {
      return List.copyOf(spans);
    }
  }

  boolean wanted() {
    return !cancelled && reader.isOpen();
  }

  void record(Span span) {
    synchronized (spans) {
      spans.add(span);
    }
  }

  /** Called on the results thread, in the order of the offers. */
  void deliver(SliceReading result) {
    try {
      if (wanted()) {
        sink.accept(result);
      }
    } catch (Throwable e) { // thread boundary: the sink is foreign code
      sinkFailed(e);
    } finally {
      settled();
    }
  }

  private synchronized void sinkFailed(Throwable e) {
    if (sinkFailure.isEmpty()) {
      sinkFailure = Optional.of(e);
    }
  }

  private synchronized void settled() {
    underway--;
    notifyAll();
  }
}
