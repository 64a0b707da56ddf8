package duet.inference.timeline;

import duet.inference.device.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** What use of each lane follows from the spans of a timeline. */
public final class Utilisation {
  private Utilisation() {}

  /**
   * The use of each lane that occurs in {@code spans}, in the order of {@link Lane}.
   *
   * @param fromNs begin of the interval, on the clock of the spans
   * @param toNs its end, after {@code fromNs}
   */
  public static List<LaneUse> of(List<Span> spans, long fromNs, long toNs) {
    if (toNs <= fromNs) {
      throw new IllegalArgumentException("the interval ends before it starts");
    }
    List<LaneUse> uses = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      List<Span> own = spans.stream().filter(span -> span.lane() == lane).toList();
      if (!own.isEmpty()) {
        List<Span> work = own.stream().filter(s -> s.activity() != Activity.QUEUE).toList();
        uses.add(use(lane, work, fromNs, toNs));
      }
    }
    return List.copyOf(uses);
  }

  /**
   * Frames that every task was done with, per second: from the first of them to the last, so that
   * no part of a period counts; 0 before the second.
   */
  public static double framesPerSecond(List<Span> spans) {
    Map<String, Map<Long, Long>> ends = new HashMap<>();
    for (Span span : spans) {
      if (span.activity() == Activity.ENGINE) {
        ends.computeIfAbsent(span.task(), task -> new HashMap<>())
            .merge(span.frame(), span.endNs(), Math::max);
      }
    }
    return ends.values().stream().mapToDouble(Utilisation::rate).min().orElse(0);
  }

  private static double rate(Map<Long, Long> ends) {
    LongSummaryStatistics ns = ends.values().stream().mapToLong(end -> end).summaryStatistics();
    long interval = ns.getMax() - ns.getMin();
    return ns.getCount() < 2 || interval <= 0 ? 0 : (ns.getCount() - 1) * 1e9 / interval;
  }

  private static LaneUse use(Lane lane, List<Span> work, long fromNs, long toNs) {
    double interval = toNs - fromNs;
    long[] perFrame = perFrame(work, fromNs, toNs);
    long ended =
        work.stream()
            .filter(s -> s.activity() == Activity.ENGINE && endsWithin(s, fromNs, toNs))
            .count();
    return new LaneUse(
        lane,
        covered(work, fromNs, toNs) / interval,
        ended * 1e9 / interval,
        percentile(perFrame, 50),
        percentile(perFrame, 95));
  }

  /** Nanoseconds of the interval that at least one span covers. */
  private static long covered(List<Span> work, long fromNs, long toNs) {
    long covered = 0;
    long reached = fromNs;
    for (Span span : work.stream().sorted(Comparator.comparingLong(Span::startNs)).toList()) {
      long start = Math.max(span.startNs(), reached);
      long end = Math.min(span.endNs(), toNs);
      if (end > start) {
        covered += end - start;
        reached = end;
      }
    }
    return covered;
  }

  /** Time on the lane of each frame whose engine run ended in the interval, ascending. */
  private static long[] perFrame(List<Span> work, long fromNs, long toNs) {
    Map<Long, Long> spent = new HashMap<>();
    for (Span span : work) {
      if (span.activity() == Activity.ENGINE && endsWithin(span, fromNs, toNs)) {
        spent.put(span.frame(), 0L);
      }
    }
    for (Span span : work) {
      spent.computeIfPresent(span.frame(), (frame, ns) -> ns + span.durationNs());
    }
    return spent.values().stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private static boolean endsWithin(Span span, long fromNs, long toNs) {
    return span.endNs() > fromNs && span.endNs() <= toNs;
  }

  /** Nearest rank; 0 of nothing. */
  private static long percentile(long[] ascending, int percent) {
    if (ascending.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * ascending.length);
    return ascending[Math.max(rank, 1) - 1];
  }
}
