package duet.inference.timeline;

import duet.inference.device.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a plan foresees, to be laid along a run of the same tasks.
 *
 * <p>Of the simulated frames the first and last quarter are left out: there the lanes fill up and
 * run empty. The rest repeats itself for as long as the run goes. It is laid from where a frame of
 * the run began, so that plan and truth drift apart on screen as they do in time; and laid anew
 * where a frame began much later or earlier than foreseen, since then the lanes waited for frames
 * and not for one another.
 */
public final class PlannedRun {
  private static final int LEAST_FRAMES = 4;

  /** Periods by which a frame may be off before the plan is laid anew. */
  private static final double SLACK = 1.5;

  /** More would be finer than any screen. */
  private static final int MOST_SPANS = 4000;

  private final List<Span> cycle;
  private final List<Long> begins;
  private final long cycleNs;
  private final Map<String, List<Lane>> ways;

  private PlannedRun(List<Span> cycle, List<Long> begins, long cycleNs, List<Span> simulated) {
    this.cycle = cycle;
    this.begins = begins;
    this.cycleNs = cycleNs;
    ways = ways(simulated);
  }

  /** Of what a simulation saw; empty if it saw too few frames to repeat itself. */
  public static Optional<PlannedRun> of(List<Span> simulated) {
    List<Long> all = begins(simulated);
    if (all.size() < LEAST_FRAMES) {
      return Optional.empty();
    }
    long from = all.get(all.size() / 4);
    long to = all.get(all.size() * 3 / 4);
    if (to <= from) {
      return Optional.empty();
    }
    List<Long> begins =
        all.stream().filter(ns -> ns >= from && ns < to).map(n -> n - from).toList();
    List<Span> cycle =
        simulated.stream()
            .filter(span -> span.startNs() >= from && span.startNs() < to)
            .map(span -> moved(span, -from, Long.MAX_VALUE))
            .toList();
    return Optional.of(new PlannedRun(cycle, begins, to - from, simulated));
  }

  /** The planned use of each lane. */
  public List<LaneUse> uses() {
    return Utilisation.of(cycle, 0, cycleNs);
  }

  /**
   * The plan on the clock of a run.
   *
   * @param fromNs nothing is needed that ends before
   * @param toNs nor anything that starts after
   */
  public List<Span> along(List<Span> measured, long fromNs, long toNs) {
    List<Span> laid = new ArrayList<>();
    List<Long> anchors = anchors(measured, fromNs);
    for (int i = 0; i < anchors.size(); i++) {
      long end = i + 1 < anchors.size() ? anchors.get(i + 1) : toNs;
      lay(laid, anchors.get(i), Math.min(end, toNs), fromNs);
    }
    return List.copyOf(laid);
  }

  private void lay(List<Span> laid, long anchor, long endNs, long fromNs) {
    long skipped = Math.max(0, (fromNs - anchor) / cycleNs);
    for (long at = anchor + skipped * cycleNs; at < endNs; at += cycleNs) {
      for (Span span : cycle) {
        boolean seen = at + span.startNs() < endNs && at + span.endNs() > fromNs;
        if (seen && laid.size() < MOST_SPANS) {
          laid.add(moved(span, at, endNs));
        }
      }
    }
  }

  private static Span moved(Span span, long by, long endNs) {
    return new Span(
        span.task(),
        span.activity(),
        span.lane(),
        span.frame(),
        span.startNs() + by,
        Math.min(span.endNs() + by, endNs));
  }

  /** The moments of the run from which the plan is laid. */
  private List<Long> anchors(List<Span> measured, long fromNs) {
    List<Long> run = begins(measured);
    if (run.isEmpty()) {
      return List.of(fromNs); // it shows what will be
    }
    int first = (int) Math.max(0, run.stream().filter(ns -> ns <= fromNs).count() - 1);
    double slack = SLACK * cycleNs / begins.size();
    List<Long> anchors = new ArrayList<>(List.of(run.get(first)));
    int frames = 0;
    for (long begin : run.subList(first + 1, run.size())) {
      frames++;
      long foreseen = anchors.get(anchors.size() - 1) + begin(frames);
      if (Math.abs(begin - foreseen) > slack) {
        anchors.add(begin);
        frames = 0;
      }
    }
    return anchors;
  }

  /** When a frame begins, counted from the begin of the cycle. */
  private long begin(int frame) {
    return begins.get(frame % begins.size()) + frame / begins.size() * cycleNs;
  }

  /** When each frame was first worked on, ascending. */
  private static List<Long> begins(List<Span> spans) {
    Map<Long, Long> first = new HashMap<>();
    for (Span span : spans) {
      if (span.activity() != Activity.QUEUE) {
        first.merge(span.frame(), span.startNs(), Math::min);
      }
    }
    return first.values().stream().sorted().toList();
  }

  /** The engine runs of a run that are on another lane than the plan has them. */
  public Set<Span> elsewhere(List<Span> measured) {
    Set<Span> elsewhere = new HashSet<>();
    byTask(measured)
        .forEach(
            (task, frames) -> {
              List<Lane> way = ways.getOrDefault(task, List.of());
              if (!way.isEmpty()) {
                frames.values().forEach(runs -> elsewhere.addAll(strayed(runs, way)));
              }
            });
    return elsewhere;
  }

  private static List<Span> strayed(List<Span> runs, List<Lane> way) {
    List<Span> strayed = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (i >= way.size() || runs.get(i).lane() != way.get(i)) {
        strayed.add(runs.get(i));
      }
    }
    return strayed;
  }

  /** The lanes of each task in the order in which a frame goes over them. */
  private static Map<String, List<Lane>> ways(List<Span> simulated) {
    Map<String, List<Lane>> ways = new HashMap<>();
    byTask(simulated)
        .forEach(
            (task, frames) -> {
              List<List<Span>> all = List.copyOf(frames.values());
              List<Span> middle = all.get(all.size() / 2);
              ways.put(task, middle.stream().map(Span::lane).toList());
            });
    return ways;
  }

  /** Engine runs by task and frame, each frame's in the order of their begins. */
  private static Map<String, Map<Long, List<Span>>> byTask(List<Span> spans) {
    Map<String, Map<Long, List<Span>>> tasks = new HashMap<>();
    spans.stream()
        .filter(span -> span.activity() == Activity.ENGINE)
        .sorted(Comparator.comparingLong(Span::startNs))
        .forEach(
            span ->
                tasks
                    .computeIfAbsent(span.task(), task -> new TreeMap<>())
                    .computeIfAbsent(span.frame(), frame -> new ArrayList<>())
                    .add(span));
    return tasks;
  }
}
