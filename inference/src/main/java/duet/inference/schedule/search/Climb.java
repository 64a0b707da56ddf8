package duet.inference.schedule.search;

import duet.inference.plan.Objective;
import duet.inference.plan.Plan;
import duet.inference.plan.Route;
import duet.inference.schedule.search.Merge.Combination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Betters a plan step by step: cuts are moved, legs change their lane, and the first change that is
 * better in the simulation is kept, until none near is. Then the best is shaken and bettered anew,
 * while steps are left. The same every time.
 */
final class Climb {
  private static final int[] MOVES = {-1, 1, -3, 3, -8, 8};
  private static final int SHAKES = 3;
  private static final int PIECES = 1;

  private final Costs costs;
  private final Bound bound;
  private final Trials trials;
  private final Random random = new Random(1);

  /** A plan on the way. */
  private record Stand(List<Choice> choices, int depth) {
    Stand with(int task, Choice choice) {
      List<Choice> next = new ArrayList<>(choices);
      next.set(task, choice);
      return new Stand(next, depth);
    }

    /** The same routes at other costs. */
    List<Choice> by(Costs other) {
      List<Choice> its = new ArrayList<>();
      for (int task = 0; task < choices.size(); task++) {
        its.add(Choice.of(other, task, choices.get(task).lanes()).orElseThrow());
      }
      return its;
    }
  }

  Climb(Costs costs, Bound bound, Trials trials) {
    this.costs = costs;
    this.bound = bound;
    this.trials = trials;
  }

  /** From the best so far, until nothing can be better than a bound. */
  void run(double floor) {
    up(stand(trials.best().plan()));
    int idle = 0;
    while (!trials.spent() && !trials.settled(floor) && idle < 50) {
      long left = trials.left();
      up(shaken(stand(trials.best().plan())));
      idle = trials.left() == left ? idle + 1 : 0;
    }
  }

  private Stand stand(Plan plan) {
    List<Choice> choices = new ArrayList<>();
    for (int task = 0; task < plan.routes().size(); task++) {
      choices.add(Choice.of(costs, task, lanes(plan.routes().get(task))).orElseThrow());
    }
    return new Stand(choices, plan.depth());
  }

  private byte[] lanes(Route route) {
    byte[] lanes = new byte[route.segments()];
    for (var leg : route.legs()) {
      Arrays.fill(lanes, leg.from(), leg.to(), (byte) costs.lanes.indexOf(leg.lane()));
    }
    return lanes;
  }

  private Stand shaken(Stand stand) {
    Stand now = stand;
    for (int i = 0; i < SHAKES; i++) {
      List<Stand> near = near(now);
      now = near.isEmpty() ? now : near.get(random.nextInt(near.size()));
    }
    return now;
  }

  private void up(Stand from) {
    Optional<Step> now = begin(from);
    while (now.isPresent()) {
      Step here = now.get();
      now = promising(here).flatMap(next -> better(here, next).stream()).findFirst();
    }
  }

  /** A plan on the way, tried. */
  private record Step(Stand stand, Trial trial) {}

  /** A plan beside it, and what it would cost about. */
  private record Hope(Stand stand, double cost) {}

  private Optional<Step> begin(Stand stand) {
    Combination whole = whole(stand);
    return trials.spent() || !whole.fits(costs)
        ? Optional.empty()
        : Optional.of(new Step(stand, trials.attempt(whole.plan(costs, stand.depth))));
  }

  /**
   * Those beside it, first those that look best if lanes slow each other as they do now. What a
   * frame waits for, which is most of latency, no guess at loads tells.
   */
  private Stream<Stand> promising(Step here) {
    List<Stand> near = near(here.stand);
    Collections.shuffle(near, random);
    return costs.problem.objective() == Objective.LATENCY ? near.stream() : sorted(here, near);
  }

  private Stream<Stand> sorted(Step here, List<Stand> near) {
    double period = 1e9 / here.trial.metrics().framesPerSecond();
    Costs slowed =
        Trial.slowed(costs.problem)
            ? new Costs(Slowed.by(costs.problem, here.trial.plan(), period))
            : costs;
    Bound guess = new Bound(slowed);
    return near.stream()
        .map(next -> new Hope(next, guess.of(next.by(slowed))))
        .sorted(Comparator.comparingDouble(Hope::cost))
        .map(Hope::stand);
  }

  /** Empty where it is no better, or cannot be, or the steps are spent. */
  private Optional<Step> better(Step here, Stand next) {
    Combination whole = whole(next);
    boolean late = here.trial.metrics().lateShare() > 0;
    boolean hopeless = !late && whole.bound() >= here.trial.cost();
    if (trials.spent() || hopeless || !whole.fits(costs)) {
      return Optional.empty();
    }
    Plan plan = whole.plan(costs, next.depth);
    if (!late && trials.worse(plan, here.trial)) {
      return Optional.empty();
    }
    Trial trial = trials.attempt(plan);
    return Trial.BEST_FIRST.compare(trial, here.trial) < 0
        ? Optional.of(new Step(next, trial))
        : Optional.empty();
  }

  private Combination whole(Stand stand) {
    return new Combination(stand.choices, bound.of(stand.choices));
  }

  private List<Stand> near(Stand stand) {
    List<Stand> near = new ArrayList<>();
    for (int task = 0; task < stand.choices.size(); task++) {
      for (Choice other : near(task, stand.choices.get(task).lanes())) {
        near.add(stand.with(task, other));
      }
    }
    if (stand.depth > 1) {
      near.add(new Stand(stand.choices, stand.depth - 1));
    }
    if (stand.depth < Trials.MOST_UNDERWAY) {
      near.add(new Stand(stand.choices, stand.depth + 1));
    }
    return near;
  }

  private List<Choice> near(int task, byte[] lanes) {
    List<Choice> near = new ArrayList<>();
    int begin = 0;
    for (int end = 1; end <= lanes.length; end++) {
      if (end == lanes.length || lanes[end] != lanes[begin]) {
        swapped(task, lanes, new int[] {begin, end}, near);
        if (end < lanes.length) {
          moved(task, lanes, end, near);
        }
        begin = end;
      }
    }
    return near;
  }

  /** A whole leg, its first half, its second half and some pieces of it on each other lane. */
  private void swapped(int task, byte[] lanes, int[] leg, List<Choice> near) {
    int middle = (leg[0] + leg[1]) / 2;
    for (byte lane = 0; lane < costs.lanes.size(); lane++) {
      if (lane != lanes[leg[0]]) {
        add(task, lanes, new int[] {leg[0], leg[1], lane}, near);
        add(task, lanes, new int[] {leg[0], middle, lane}, near);
        add(task, lanes, new int[] {middle, leg[1], lane}, near);
        for (int piece = 0; piece < PIECES; piece++) {
          int begin = leg[0] + random.nextInt(leg[1] - leg[0]);
          int length = 1 + random.nextInt(leg[1] - begin);
          add(task, lanes, new int[] {begin, begin + length, lane}, near);
        }
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
