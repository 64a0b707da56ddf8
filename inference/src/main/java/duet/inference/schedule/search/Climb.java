package duet.inference.schedule.search;

import duet.inference.plan.Plan;
import duet.inference.plan.Route;
import duet.inference.schedule.search.Merge.Combination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Betters a plan step by step: cuts are moved, legs change their lane, and what is better in the
 * simulation is kept, until nothing near is.
 */
final class Climb {
  private static final int[] MOVES = {-1, 1, -3, 3, -8, 8};

  private final Costs costs;
  private final Bound bound;
  private final Trials trials;

  Climb(Costs costs, Bound bound, Trials trials) {
    this.costs = costs;
    this.bound = bound;
    this.trials = trials;
  }

  /** From the best so far, while steps are left. */
  void run() {
    Plan from;
    do {
      from = trials.best().plan();
      around(from);
    } while (!trials.spent() && !trials.best().plan().equals(from));
  }

  private void around(Plan plan) {
    List<Choice> now = new ArrayList<>();
    for (int task = 0; task < plan.routes().size(); task++) {
      now.add(Choice.of(costs, task, lanes(plan.routes().get(task))).orElseThrow());
    }
    for (int task = 0; task < now.size(); task++) {
      for (Choice other : near(task, now.get(task).lanes())) {
        List<Choice> next = new ArrayList<>(now);
        next.set(task, other);
        attempt(next, plan.depth());
      }
    }
    around(now, plan.depth());
  }

  private void around(List<Choice> now, int depth) {
    for (int other : new int[] {depth - 1, depth + 1}) {
      if (other >= 1 && other <= Trials.MOST_UNDERWAY) {
        attempt(now, other);
      }
    }
  }

  private void attempt(List<Choice> choices, int depth) {
    Combination whole = new Combination(choices, bound.of(choices));
    if (!trials.spent() && whole.fits(costs) && !trials.settled(whole.bound())) {
      trials.attempt(whole.plan(costs, depth));
    }
  }

  private byte[] lanes(Route route) {
    byte[] lanes = new byte[route.segments()];
    for (var leg : route.legs()) {
      Arrays.fill(lanes, leg.from(), leg.to(), (byte) costs.lanes.indexOf(leg.lane()));
    }
    return lanes;
  }

  private List<Choice> near(int task, byte[] lanes) {
    List<Choice> near = new ArrayList<>();
    int begin = 0;
    for (int end = 1; end <= lanes.length; end++) {
      if (end == lanes.length || lanes[end] != lanes[begin]) {
        swapped(task, lanes, begin, end, near);
        if (end < lanes.length) {
          moved(task, lanes, end, near);
        }
        begin = end;
      }
    }
    return near;
  }

  /** A whole leg, its first half and its second half on each other lane. */
  private void swapped(int task, byte[] lanes, int begin, int end, List<Choice> near) {
    int middle = (begin + end) / 2;
    for (byte lane = 0; lane < costs.lanes.size(); lane++) {
      if (lane != lanes[begin]) {
        add(task, lanes, new int[] {begin, end, lane}, near);
        add(task, lanes, new int[] {begin, middle, lane}, near);
        add(task, lanes, new int[] {middle, end, lane}, near);
      }
    }
  }

  private void moved(int task, byte[] lanes, int cut, List<Choice> near) {
    for (int by : MOVES) {
      int to = cut + by;
      if (to >= 0 && to <= lanes.length) {
        int[] change =
            by < 0 ? new int[] {to, cut, lanes[cut]} : new int[] {cut, to, lanes[cut - 1]};
        add(task, lanes, change, near);
      }
    }
  }

  /** From, to and lane of what changes. */
  private void add(int task, byte[] lanes, int[] change, List<Choice> near) {
    if (change[0] < change[1]) {
      byte[] next = lanes.clone();
      Arrays.fill(next, change[0], change[1], (byte) change[2]);
      Choice.of(costs, task, next).ifPresent(near::add);
    }
  }
}
