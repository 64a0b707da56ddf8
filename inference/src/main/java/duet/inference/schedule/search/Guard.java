package duet.inference.schedule.search;

import duet.inference.plan.Admission;
import duet.inference.plan.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Turns down half a route when no end of it can be better than what is known already. */
final class Guard {
  /** More prices turn down more, and cost more to ask. */
  private static final int ASKED = 6;

  private final Costs costs;
  private final List<Prices> prices;
  private final boolean chains;
  private final double limit;
  private final Prices time;

  /**
   * With prices as found.
   *
   * @param limit the cost of the best plan that is known
   */
  Guard(Costs costs, List<Prices> prices, double limit) {
    this.costs = costs;
    int every = Math.max(1, prices.size() / (4 * ASKED));
    this.prices =
        IntStream.range(0, Math.min(ASKED, prices.size()))
            .mapToObj(i -> prices.get(Math.min(prices.size() - 1, i * every)))
            .toList();
    boolean together = costs.problem.inflow().admission() == Admission.TOGETHER;
    chains = together && costs.problem.objective() == Objective.LATENCY;
    this.limit = together ? limit * (1 + 1e-12) : Double.POSITIVE_INFINITY;
    double[] one = new double[costs.lanes.size()];
    Arrays.fill(one, 1);
    time = new Prices(costs, one);
  }

  boolean allows(double least) {
    return least <= limit;
  }

  /** What a plan costs at least in which a task begins with such loads and is on a lane now. */
  double least(int task, int segment, int lane, double[] loads) {
    double least = 0;
    for (Prices its : prices) {
      double others = its.sum - its.cheapest[task];
      least = Math.max(least, charge(its, loads) + its.toGo(task, segment, lane) + others);
    }
    return chains
        ? Math.max(least, costs.hostNs(task) + charge(time, loads) + time.toGo(task, segment, lane))
        : least;
  }

  /** What a plan costs at least in which the first tasks together have such loads. */
  double least(int tasks, double[] loads) {
    double least = 0;
    for (Prices its : prices) {
      double sum = charge(its, loads);
      for (int task = tasks; task < costs.tasks(); task++) {
        sum += its.cheapest[task];
      }
      least = Math.max(least, sum);
    }
    return least;
  }

  private static double charge(Prices prices, double[] loads) {
    double sum = 0;
    for (int lane = 0; lane < loads.length; lane++) {
      sum += prices.lane[lane] * loads[lane];
    }
    return sum;
  }
}
