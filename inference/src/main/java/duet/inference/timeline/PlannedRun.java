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

  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final List<Span> opening;
  private final int skipped;
  private final List<Span> cycle;
  private final List<Long> begins;
  private final long cycleNs;
  private final Map<String, List<Lane>> ways;

  /** The place of each frame after the first of the cycle; those before it have less than 0. */
  private final Map<Long, Integer> order = new HashMap<>();

  private PlannedRun(List<Span> cycle, List<Long> begins, long cycleNs, List<Span> simulated) {
    this.cycle = cycle;
    this.begins = begins;
    this.cycleNs = cycleNs;
    ways = ways(simulated);
    List<Long> frames = frames(simulated);
    skipped = frames.size() / 4;
    for (int i = 0; i < frames.size(); i++) {
      order.put(frames.get(i), i - skipped);
    }
    opening = simulated.stream().filter(span -> order(span) < 0).toList();
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
   * The frames of a run as they were planned, on its clock; before anything ran, those that will
   * come.
   *
   * @param fromNs nothing is needed that ends before
   * @param toNs nor anything that starts after
   */
  public List<Span> along(List<Span> measured, long fromNs, long toNs) {
    List<Span> laid = new ArrayList<>();
    List<Anchor> anchors = anchors(measured, fromNs);
    for (int i = 0; i < anchors.size(); i++) {
      long end = i + 1 < anchors.size() ? anchors.get(i + 1).ns() : toNs;
      lay(laid, anchors.get(i), fromNs, Math.min(end, toNs));
    }
    return List.copyOf(laid);
  }

  private void lay(List<Span> laid, Anchor anchor, long fromNs, long endNs) {
    if (anchor.start() == Start.EMPTY) {
      layOnce(laid, anchor, fromNs, endNs);
      return;
    }
    long tile = Math.max(0, (fromNs - anchor.ns()) / cycleNs - 1);
    for (; anchor.ns() + tile * cycleNs < endNs && laid.size() < MOST_SPANS; tile++) {
      for (Span span : cycle) {
        long frame = tile * begins.size() + order(span);
        if (frame >= -anchor.earlier() && frame < anchor.frames()) {
          add(laid, moved(span, anchor.ns() + tile * cycleNs, endNs), fromNs, endNs);
        }
      }
    }
  }

  private void layOnce(List<Span> laid, Anchor anchor, long fromNs, long endNs) {
    long first = opening.stream().mapToLong(Span::startNs).min().orElse(0);
    for (Span span : opening) {
      if (order(span) + skipped < anchor.frames()) {
        add(laid, moved(span, anchor.ns() - first, endNs), fromNs, endNs);
      }
    }
  }

  private static void add(List<Span> laid, Span span, long fromNs, long endNs) {
    if (span.startNs() < endNs && span.endNs() > fromNs) {
      laid.add(span);
    }
  }

  /** The place of its frame after the first of the cycle. */
  private int order(Span span) {
    return order.getOrDefault(span.frame(), 0);
  }

  private static Span moved(Span span, long by, long endNs) {
    long start = span.startNs() + by;
    long end = Math.max(start, Math.min(span.endNs() + by, endNs));
    return new Span(span.task(), span.activity(), span.lane(), span.frame(), start, end);
  }

  /** What the lanes did before a plan is laid. */
  private enum Start {
    /** They waited. */
    EMPTY,
    /** They worked on earlier frames. */
    UNDERWAY
  }

  /**
   * From where the plan is laid.
   *
   * @param earlier frames of the run that began before
   * @param frames that begin from there on
   */
  private record Anchor(long ns, Start start, int earlier, long frames) {}

  private List<Anchor> anchors(List<Span> measured, long fromNs) {
    List<Long> run = begins(measured);
    if (run.isEmpty()) {
      return List.of(new Anchor(fromNs, Start.UNDERWAY, 0, Long.MAX_VALUE));
    }
    int before = (int) Math.max(0, run.stream().filter(ns -> ns <= fromNs).count() - 1);
    List<Long> seen = run.subList(before, run.size());
    List<Anchor> anchors = new ArrayList<>();
    Start start = start(run, before);
    int first = 0;
    for (int i = 1; i <= seen.size(); i++) {
      double late = i < seen.size() ? seen.get(i) - seen.get(first) - begin(i - first) : NEVER;
      if (Math.abs(late) > slackNs()) {
        Start its = i - first > skipped ? Start.UNDERWAY : start;
        anchors.add(new Anchor(seen.get(first), its, before + first, i - first));
        start = late > 0 ? Start.EMPTY : Start.UNDERWAY;
        first = i;
      }
    }
    return anchors;
  }

  /** Whether the lanes had waited for a frame. */
  private Start start(List<Long> run, int frame) {
    boolean waited = frame == 0 || run.get(frame) - run.get(frame - 1) - begin(1) > slackNs();
    return waited ? Start.EMPTY : Start.UNDERWAY;
  }

  private double slackNs() {
    return SLACK * cycleNs / begins.size();
  }

  /** When a frame begins, counted from the begin of the cycle. */
  private long begin(int frame) {
    return begins.get(frame % begins.size()) + frame / begins.size() * cycleNs;
  }

  /** When each frame was first worked on, ascending. */
  private static List<Long> begins(List<Span> spans) {
    return firsts(spans).values().stream().sorted().toList();
  }

  /** In the order of their begins. */
  private static List<Long> frames(List<Span> spans) {
    return firsts(spans).entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<Long, Long> firsts(List<Span> spans) {
    Map<Long, Long> first = new HashMap<>();
    for (Span span : spans) {
      if (span.activity() != Activity.QUEUE) {
        first.merge(span.frame(), span.startNs(), Math::min);
      }
    }
    return first;
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
