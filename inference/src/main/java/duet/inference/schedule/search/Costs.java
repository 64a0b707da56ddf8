package duet.inference.schedule.search;

import duet.inference.device.Lane;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import java.util.Arrays;
import java.util.List;

/** The numbers of a problem by task, segment and lane: a search reads them a million times. */
public final class Costs {
  /** Of what cannot be. */
  static final long NEVER = -1;

  final Problem problem;
  final List<Lane> lanes;
  final int[] programs;
  private final long[][][] times;
  private final long[][][][] hops;

  private final long toll;

  public Costs(Problem problem) {
    this(problem, 0);
  }

  /**
   * With a toll on each change of lane, to find routes of few programs.
   *
   * @param toll in nanoseconds
   */
  Costs(Problem problem, long toll) {
    this.problem = problem;
    this.toll = toll;
    Profile profile = problem.profile();
    lanes = profile.laneNames();
    programs = profile.lanes().stream().mapToInt(LaneTraits::programs).toArray();
    List<Task> tasks = problem.tasks();
    times = new long[tasks.size()][][];
    hops = new long[tasks.size()][][][];
    for (int task = 0; task < times.length; task++) {
      List<Segment> segments = tasks.get(task).model().segments();
      times[task] = segments.stream().map(this::times).toArray(long[][]::new);
      hops[task] = segments.stream().map(this::hops).toArray(long[][][]::new);
    }
  }

  private long[] times(Segment segment) {
    return lanes.stream()
        .mapToLong(lane -> segment.runsOn(lane) ? segment.on(lane).timeNs() : NEVER)
        .toArray();
  }

  private long[][] hops(Segment segment) {
    long[][] costs = new long[lanes.size()][lanes.size()];
    for (long[] row : costs) {
      Arrays.fill(row, NEVER);
    }
    for (var hop : problem.profile().hops()) {
      int from = lanes.indexOf(hop.from());
      int to = lanes.indexOf(hop.to());
      if (from >= 0 && to >= 0) {
        costs[from][to] = hop.ns(segment.inputBytes()) + toll;
      }
    }
    return costs;
  }

  public Problem problem() {
    return problem;
  }

  int tasks() {
    return times.length;
  }

  int segments(int task) {
    return times[task].length;
  }

  double hostNs(int task) {
    return problem.tasks().get(task).model().hostNs();
  }

  /** On a lane, alone, or {@link #NEVER}. */
  long time(int task, int segment, int lane) {
    return times[task][segment][lane];
  }

  /** Of leaving a lane for another before a segment, or {@link #NEVER}. */
  long hop(int task, int segment, int from, int to) {
    return hops[task][segment][from][to];
  }
}
