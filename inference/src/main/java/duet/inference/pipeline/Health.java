package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has become of the lanes since the profile was made: given up, of no use for some network, or
 * of another speed. Guarded by the lock of the pipeline.
 */
final class Health {
  private static final int SAMPLES = 9;
  private static final int ENOUGH = 5;

  /** Two lanes of a machine that is not quiet differ by less. */
  private static final double DRIFT = 1.6;

  /** Below, what a thread waits to be woken counts as much as the work. */
  private static final long SHORTEST_NS = 200_000;

  /** To plan anew takes time from the lanes, which must not look like another change. */
  private static final long PAUSE_NS = 2_000_000_000L;

  private record Pair(String model, Lane lane) {}

  private final Set<Lane> lost = EnumSet.noneOf(Lane.class);
  private final Set<Pair> broken = new HashSet<>();
  private final Map<Lane, Double> factors = new EnumMap<>(Lane.class);
  private final Map<Lane, Deque<Double>> ratios = new EnumMap<>(Lane.class);
  private boolean drifted;
  private long driftedNs;

  void lose(Lane lane) {
    lost.add(lane);
  }

  void regain(Lane lane) {
    lost.remove(lane);
  }

  boolean isLost(Lane lane) {
    return lost.contains(lane);
  }

  /** A network fails on a lane and works on another; gives whether that is news. */
  boolean breaks(String model, Lane lane) {
    return broken.add(new Pair(model, lane));
  }

  boolean canRun(Task task, Lane lane) {
    return !lost.contains(lane)
        && !broken.contains(new Pair(task.model().model(), lane))
        && task.model().runsOn(lane);
  }

  /** How much longer a lane takes than the profile says. */
  double factor(Lane lane) {
    return factors.getOrDefault(lane, 1.0);
  }

  /**
   * Takes a measured time beside that of the profile; gives whether the lane has changed, and has
   * done so beside the others: when all slow alike, the plan is as good as before.
   */
  boolean drifts(Lane lane, long measuredNs, long profileNs, long nowNs) {
    if (profileNs < SHORTEST_NS) {
      return false;
    }
    Deque<Double> its = ratios.computeIfAbsent(lane, key -> new ArrayDeque<>());
    its.addLast(measuredNs / (double) profileNs);
    if (its.size() > SAMPLES) {
      its.removeFirst();
    }
    boolean paused = drifted && nowNs - driftedNs < PAUSE_NS;
    double change = change(lane);
    if (paused || its.size() < ENOUGH || !isMuch(change) || !isMuch(change / others(lane))) {
      return false;
    }
    factors.put(lane, change * factor(lane));
    ratios.values().forEach(Deque::clear);
    drifted = true;
    driftedNs = nowNs;
    return true;
  }

  private static boolean isMuch(double change) {
    return change > DRIFT || change < 1 / DRIFT;
  }

  /** How much longer a lane takes than was known. */
  private double change(Lane lane) {
    Deque<Double> its = ratios.getOrDefault(lane, new ArrayDeque<>());
    double median = its.stream().sorted().skip(its.size() / 2).findFirst().orElse(factor(lane));
    return median / factor(lane);
  }

  private double others(Lane lane) {
    return ratios.keySet().stream()
        .filter(other -> other != lane)
        .mapToDouble(this::change)
        .average()
        .orElse(1);
  }

  /**
   * The problem as it is now.
   *
   * @throws duet.inference.plan.ImpossibleException when no lane is left for something
   */
  Problem of(Problem problem) {
    Profile old = problem.profile();
    List<LaneTraits> lanes =
        old.lanes().stream().filter(traits -> !lost.contains(traits.lane())).toList();
    List<ModelProfile> models = old.models().stream().map(this::of).toList();
    // A profile needs a lane; without any, all segments are refused, which says more.
    Profile now =
        new Profile(
            old.subject(),
            lanes.isEmpty() ? old.lanes() : lanes,
            models,
            old.hops(),
            old.idleWatts());
    List<Task> tasks = problem.tasks().stream().map(task -> of(task)).toList();
    return new Problem(now, tasks, problem.objective(), problem.inflow());
  }

  private Task of(Task task) {
    return new Task(task.name(), of(task.model()), task.priority(), task.deadlineNs());
  }

  private ModelProfile of(ModelProfile model) {
    return new ModelProfile(
        model.model(),
        model.segments().stream().map(segment -> of(model, segment)).toList(),
        model.hostNs());
  }

  private Segment of(ModelProfile model, Segment segment) {
    Map<Lane, Load> loads = new EnumMap<>(Lane.class);
    Map<Lane, String> refusals = new HashMap<>(segment.refusals());
    segment
        .loads()
        .forEach(
            (lane, load) -> {
              if (lost.contains(lane)) {
                refusals.put(lane, "it does not come back");
              } else if (broken.contains(new Pair(model.model(), lane))) {
                refusals.put(lane, "it failed");
              } else {
                loads.put(lane, slowed(lane, load));
              }
            });
    return new Segment(segment.name(), segment.inputBytes(), loads, refusals);
  }

  private Load slowed(Lane lane, Load load) {
    return new Load(Math.round(load.timeNs() * factor(lane)), load.bytes());
  }
}
