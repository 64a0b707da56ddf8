package duet.app.report;

import duet.inference.device.Lane;
import duet.inference.timeline.Activity;
import duet.inference.timeline.LaneUse;
import duet.inference.timeline.Span;
import duet.inference.timeline.Utilisation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the spans of a reading say about its lanes, from the first work to the last. */
record LaneTimes(List<Span> spans, List<LaneUse> lanes) {
  LaneTimes {
    spans = List.copyOf(spans);
    lanes = List.copyOf(lanes);
  }

  static LaneTimes of(List<Span> spans) {
    List<Span> work = spans.stream().filter(span -> span.activity() != Activity.QUEUE).toList();
    if (work.isEmpty()) {
      return new LaneTimes(spans, List.of());
    }
    long from = work.stream().mapToLong(Span::startNs).min().orElseThrow();
    long to = work.stream().mapToLong(Span::endNs).max().orElseThrow();
    return new LaneTimes(spans, Utilisation.of(work, from, Math.max(to, from + 1)));
  }

  /** Median duration of each activity on a lane, in the order of the activities. */
  Map<String, Double> mediansMs(Lane lane) {
    Map<String, Double> medians = new LinkedHashMap<>();
    for (Activity activity : Activity.values()) {
      long[] sorted =
          spans.stream()
              .filter(span -> span.lane() == lane && span.activity() == activity)
              .mapToLong(Span::durationNs)
              .sorted()
              .toArray();
      if (sorted.length > 0) {
        medians.put(activity.name().toLowerCase(Locale.ROOT), sorted[sorted.length / 2] / 1e6);
      }
    }
    return medians;
  }
}
