package duet.inference.schedule.search;

import duet.inference.plan.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a nanosecond of each lane is charged, and what every task then pays at least.
 *
 * <p>With prices that add up to 1, the dearest way to count, the busiest lane, costs no less than
 * the charge; so the sum of the cheapest routes is a bound on the busiest lane of any plan. It is
 * the Lagrangian bound, and the best prices are found by raising those of busy lanes.
 */
final class Prices {
  private static final int ROUNDS = 120;

  final double[] lane;
  private final double[][][] toGo;
  final double[] cheapest;
  final double sum;
  private final Costs costs;

  Prices(Costs costs, double[] lane) {
    this.costs = costs;
    this.lane = lane.clone();
    toGo = new double[costs.tasks()][][];
    cheapest = new double[costs.tasks()];
    for (int task = 0; task < toGo.length; task++) {
      toGo[task] = backwards(task);
      cheapest[task] = start(task, firstLane(task));
    }
    sum = Arrays.stream(cheapest).sum();
  }

  /** What the segments after one cost at least, given the lane of that one. */
  double toGo(int task, int segment, int its) {
    return toGo[task][segment][its];
  }

  private double[][] backwards(int task) {
    int last = costs.segments(task) - 1;
    double[][] left = new double[last + 1][lane.length];
    for (int segment = last - 1; segment >= 0; segment--) {
      for (int from = 0; from < lane.length; from++) {
        left[segment][from] = step(task, segment, from, left[segment + 1]);
      }
    }
    return left;
  }

  private double step(int task, int segment, int from, double[] after) {
    double least = Double.POSITIVE_INFINITY;
    for (int to = 0; to < lane.length; to++) {
      least = Math.min(least, step(task, segment, from, to) + after[to]);
    }
    return least;
  }

  /** From a segment on one lane through the next on another. */
  private double step(int task, int segment, int from, int to) {
    long time = costs.time(task, segment + 1, to);
    long hop = from == to ? 0 : costs.hop(task, segment + 1, from, to);
    boolean never = time == Costs.NEVER || hop == Costs.NEVER;
    return never ? Double.POSITIVE_INFINITY : hop * lane[from] + time * lane[to];
  }

  private double start(int task, int its) {
    long time = costs.time(task, 0, its);
    return time == Costs.NEVER ? Double.POSITIVE_INFINITY : time * lane[its] + toGo[task][0][its];
  }

  private int firstLane(int task) {
    int best = 0;
    for (int its = 1; its < lane.length; its++) {
      best = start(task, its) < start(task, best) ? its : best;
    }
    return best;
  }

  /** The cheapest route of a task. */
  Choice route(int task) {
    byte[] lanes = new byte[costs.segments(task)];
    lanes[0] = (byte) firstLane(task);
    for (int segment = 1; segment < lanes.length; segment++) {
      int before = lanes[segment - 1];
      int best = before;
      for (int to = 0; to < lane.length; to++) {
        best = from(task, segment, before, to) < from(task, segment, before, best) ? to : best;
      }
      lanes[segment] = (byte) best;
    }
    return Choice.of(costs, task, lanes).orElseThrow();
  }

  private double from(int task, int segment, int before, int to) {
    return step(task, segment - 1, before, to) + toGo[task][segment][to];
  }

  List<Choice> routes() {
    List<Choice> routes = new ArrayList<>();
    for (int task = 0; task < costs.tasks(); task++) {
      routes.add(route(task));
    }
    return routes;
  }

  /** The prices of many rounds, the best first. */
  static List<Prices> found(Costs costs, Bound bound) {
    double[] share = new double[costs.lanes.size()];
    Arrays.fill(share, 1.0 / share.length);
    List<Prices> found = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Prices prices = new Prices(costs, charge(bound, costs.problem.objective(), share));
      found.add(prices);
      share = raised(share, Bound.total(prices.routes()), 1 / Math.sqrt(1 + round));
    }
    for (int its = 0; its < share.length; its++) {
      double[] only = new double[share.length];
      only[its] = 1;
      found.add(new Prices(costs, charge(bound, costs.problem.objective(), only)));
    }
    found.sort((a, b) -> Double.compare(b.sum, a.sum));
    return found;
  }

  private static double[] charge(Bound bound, Objective objective, double[] share) {
    double[] charge = share.clone();
    if (objective == Objective.ENERGY) {
      for (int its = 0; its < share.length; its++) {
        charge[its] = 1e-9 * (bound.watts[its] + bound.idleWatts() * share[its]);
      }
    }
    return charge;
  }

  private static double[] raised(double[] share, double[] loads, double step) {
    double mean = Math.max(1, Arrays.stream(loads).average().orElse(1));
    double[] next = new double[share.length];
    double sum = 0;
    for (int its = 0; its < share.length; its++) {
      next[its] = Math.max(1e-6, share[its] * Math.exp(step * (loads[its] / mean - 1)));
      sum += next[its];
    }
    for (int its = 0; its < share.length; its++) {
      next[its] /= sum;
    }
    return next;
  }
}
