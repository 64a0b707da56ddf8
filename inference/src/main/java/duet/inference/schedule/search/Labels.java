package duet.inference.schedule.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one task that are worth a thought: a dynamic programme over segments and lanes that
 * keeps, of all ways to get so far, those that no other beats on every lane. Exact as long as it
 * keeps all of them.
 */
final class Labels {
  /** A way to run the first segments. */
  private record Label(
      @Nullable Label before, int lane, double[] loads, int[] programs, double least) {
    boolean beats(Label other) {
      for (int i = 0; i < loads.length; i++) {
        if (loads[i] > other.loads[i] || programs[i] > other.programs[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private final Costs costs;
  private final int task;
  private final Guard guard;
  private final int most;
  private final boolean[] counted;
  private boolean complete = true;

  /**
   * Of a task.
   *
   * @param most labels that are kept for a segment on a lane
   */
  Labels(Costs costs, int task, Guard guard, int most) {
    this.costs = costs;
    this.task = task;
    this.guard = guard;
    this.most = most;
    counted = new boolean[costs.lanes.size()];
    int segments = 0;
    for (int its = 0; its < costs.tasks(); its++) {
      segments += (costs.segments(its) + 1) / 2;
    }
    for (int lane = 0; lane < counted.length; lane++) {
      counted[lane] = costs.programs[lane] < segments;
    }
  }

  /** Whether nothing that could matter was dropped for want of room. */
  boolean complete() {
    return complete;
  }

  List<Choice> choices() {
    int lanes = costs.lanes.size();
    List<List<Label>> state = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      state.add(first(lane));
    }
    for (int segment = 1; segment < costs.segments(task); segment++) {
      List<List<Label>> next = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        next.add(thinned(grown(state, segment, lane)));
      }
      state = next;
    }
    List<Label> ends = new ArrayList<>();
    state.forEach(ends::addAll);
    return thinned(ends).stream().map(this::choice).toList();
  }

  private List<Label> first(int lane) {
    long time = costs.time(task, 0, lane);
    if (time == Costs.NEVER) {
      return List.of();
    }
    double[] loads = new double[costs.lanes.size()];
    int[] programs = new int[loads.length];
    loads[lane] = time;
    programs[lane] = counted[lane] ? 1 : 0;
    double least = guard.least(task, 0, lane, loads);
    return List.of(new Label(null, lane, loads, programs, least));
  }

  private List<Label> grown(List<List<Label>> state, int segment, int lane) {
    List<Label> grown = new ArrayList<>();
    if (costs.time(task, segment, lane) == Costs.NEVER) {
      return grown;
    }
    for (int from = 0; from < state.size(); from++) {
      long hop = from == lane ? 0 : costs.hop(task, segment, from, lane);
      for (Label label : hop == Costs.NEVER ? List.<Label>of() : state.get(from)) {
        Label next = next(label, segment, lane, hop);
        if (next.programs[lane] <= costs.programs[lane] && guard.allows(next.least)) {
          grown.add(next);
        }
      }
    }
    return grown;
  }

  private Label next(Label label, int segment, int lane, long hop) {
    double[] loads = label.loads.clone();
    int[] programs = label.programs;
    loads[label.lane] += hop;
    loads[lane] += costs.time(task, segment, lane);
    if (label.lane != lane && counted[lane]) {
      programs = programs.clone();
      programs[lane]++;
    }
    return new Label(label, lane, loads, programs, guard.least(task, segment, lane, loads));
  }

  private List<Label> thinned(List<Label> labels) {
    labels.sort(Comparator.comparingDouble(Label::least));
    List<Label> kept = new ArrayList<>();
    for (Label label : labels) {
      if (kept.size() == most) {
        complete = false;
        break;
      }
      if (kept.stream().noneMatch(other -> other.beats(label))) {
        kept.add(label);
      }
    }
    return kept;
  }

  private Choice choice(Label end) {
    byte[] lanes = new byte[costs.segments(task)];
    Label label = end;
    for (int segment = lanes.length - 1; label != null; segment--) {
      lanes[segment] = (byte) label.lane;
      label = label.before;
    }
    return Choice.of(costs, task, lanes).orElseThrow();
  }
}
