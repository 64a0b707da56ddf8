package duet.inference.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last spans of a run, for any number of writers and readers. A ring: once full, each new span
 * takes the place of the oldest, so a workstation that runs for weeks holds no more than on its
 * first day.
 */
public final class Timeline {
  /** Out of the ordinary is rare; of a lane that keeps failing the last marks are enough. */
  private static final int MARKS = 256;

  private final Span[] ring;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long added;

  /**
   * An empty timeline.
   *
   * @param capacity how many spans are kept, at least 1
   */
  public Timeline(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a timeline of " + capacity + " spans keeps nothing");
    }
    ring = new Span[capacity];
  }

  public synchronized void add(Span span) {
    ring[(int) (added % ring.length)] = span;
    added++;
  }

  public synchronized void add(Mark mark) {
    marks.addLast(mark);
    if (marks.size() > MARKS) {
      marks.removeFirst();
    }
  }

  /** The last marks, in the order in which they were added. */
  public synchronized List<Mark> marks() {
    return List.copyOf(marks);
  }

  /** The spans that ended at or after {@code ns}, in the order in which they were added. */
  public synchronized List<Span> since(long ns) {
    List<Span> spans = new ArrayList<>();
    for (long i = Math.max(0, added - ring.length); i < added; i++) {
      Span span = ring[(int) (i % ring.length)];
      // By difference, because System.nanoTime may wrap.
      if (span.endNs() - ns >= 0) {
        spans.add(span);
      }
    }
    return List.copyOf(spans);
  }

  /** All spans that are kept, in the order in which they were added. */
  public synchronized List<Span> all() {
    List<Span> spans = new ArrayList<>();
    for (long i = Math.max(0, added - ring.length); i < added; i++) {
      spans.add(ring[(int) (i % ring.length)]);
    }
    return List.copyOf(spans);
  }
}
