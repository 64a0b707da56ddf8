package duet.viewer.panel.lane;

import java.util.Locale;

/**
 * The time that the strips show.
 *
 * @param untilNs right end, on the clock of the spans
 * @param windowNs how much is shown
 * @param end what the right end is
 */
public record TimeAxis(long untilNs, long windowNs, End end) {
  private static final long SHORTEST_NS = 1_000_000;
  private static final long LONGEST_NS = 10_000_000_000L;

  /** What the right end is. */
  public enum End {
    NOW("now"),
    LAST_WORK("the last work");

    private final String words;

    End(String words) {
      this.words = words;
    }
  }

  public TimeAxis {
    if (windowNs <= 0) {
      throw new IllegalArgumentException("an axis of " + windowNs + " ns");
    }
  }

  /** The round time, 1 ms to 10 s, that is nearest to a wanted one. */
  public static long roundNs(double wantedNs) {
    double wanted = Math.max(SHORTEST_NS, Math.min(LONGEST_NS, wantedNs));
    long best = SHORTEST_NS;
    for (long decade = SHORTEST_NS; decade <= LONGEST_NS; decade *= 10) {
      for (long round : new long[] {decade, 2 * decade, 5 * decade}) {
        boolean nearer = Math.abs(Math.log(round / wanted)) < Math.abs(Math.log(best / wanted));
        best = nearer && round <= LONGEST_NS ? round : best;
      }
    }
    return best;
  }

  long fromNs() {
    return untilNs - windowNs;
  }

  /** Where a moment is, 0 at the left end to 1 at the right; outside of it beyond. */
  double share(long ns) {
    return 1 - (untilNs - ns) / (double) windowNs;
  }

  long at(double share) {
    return fromNs() + Math.round(share * windowNs);
  }

  String leftWords() {
    return "−" + duration(windowNs);
  }

  String rightWords() {
    return end.words;
  }

  /** A time with two or three digits and its unit. */
  static String duration(long ns) {
    if (ns >= 1_000_000_000) {
      return String.format(Locale.ROOT, ns % 1_000_000_000 == 0 ? "%.0f s" : "%.1f s", ns / 1e9);
    }
    if (ns < 1_000_000) {
      return String.format(Locale.ROOT, "%.0f µs", ns / 1e3);
    }
    return String.format(Locale.ROOT, ns < 10_000_000 ? "%.1f ms" : "%.0f ms", ns / 1e6);
  }
}
