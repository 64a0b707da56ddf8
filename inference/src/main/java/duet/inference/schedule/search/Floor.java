package duet.inference.schedule.search;

import duet.inference.plan.Admission;
import duet.inference.plan.Objective;
import duet.inference.plan.Problem;
import java.util.Arrays;
import java.util.List;

/** What any plan of a problem costs at least, from the best of many prices. */
final class Floor {
  private final Costs costs;
  private final Problem problem;
  private final Bound bound;
  private final List<Prices> prices;
  private final Prices time;
  private final Prices work;

  Floor(Costs costs, Bound bound, List<Prices> prices) {
    this.costs = costs;
    this.bound = bound;
    this.prices = prices;
    problem = costs.problem;
    double[] one = new double[costs.lanes.size()];
    Arrays.fill(one, 1);
    time = new Prices(costs, one);
    work = new Prices(costs, Arrays.stream(bound.watts).map(watts -> watts * 1e-9).toArray());
  }

  double cost() {
    return problem.inflow().admission() == Admission.TOGETHER ? together() : free();
  }

  private double together() {
    double charged = prices.get(0).sum;
    return switch (problem.objective()) {
      case THROUGHPUT -> Math.max(charged, bound.leastPeriod());
      case LATENCY -> Math.max(charged + bound.leastHost(), longestChain());
      case ENERGY -> Math.max(charged, work.sum + 1e-9 * bound.idleWatts() * bound.leastPeriod());
    };
  }

  private double free() {
    return switch (problem.objective()) {
      case THROUGHPUT -> period();
      case LATENCY -> shortestChain();
      case ENERGY -> Arrays.stream(work.cheapest).min().orElse(0);
    };
  }

  /** The fastest way of a task, with its time on the host. */
  double fastest(int task) {
    return costs.hostNs(task) + time.cheapest[task];
  }

  private double longestChain() {
    double longest = 0;
    for (int task = 0; task < costs.tasks(); task++) {
      longest = Math.max(longest, fastest(task));
    }
    return longest;
  }

  private double shortestChain() {
    double shortest = Double.MAX_VALUE;
    for (int task = 0; task < costs.tasks(); task++) {
      shortest = Math.min(shortest, fastest(task));
    }
    return shortest;
  }

  /** Of sources of their own: no rate is above that of its task alone, nor all of the cheapest. */
  private double period() {
    double rates = 0;
    double least = 0;
    for (int task = 0; task < costs.tasks(); task++) {
      double own = Math.max(bound.leastPeriod(), costs.hostNs(task));
      for (Prices its : prices) {
        own = Math.max(own, its.cheapest[task]);
      }
      rates += 1 / own;
    }
    for (Prices its : prices) {
      least = Math.max(least, Arrays.stream(its.cheapest).min().orElse(0));
    }
    return Math.max(1 / rates, least);
  }

  /** Which of the limits it is, in words. */
  String words() {
    if (problem.objective() == Objective.LATENCY) {
      return "the fastest way of the slowest task, or all work shared out evenly";
    }
    if (problem.objective() == Objective.ENERGY) {
      return "all work where it takes the least energy";
    }
    if (cost() <= bound.leastPeriod()) {
      return "how often frames come, or leave the host";
    }
    double[] share = prices.get(0).lane;
    List<String> lanes =
        java.util.stream.IntStream.range(0, share.length)
            .filter(its -> share[its] > 0.05 * Arrays.stream(share).sum())
            .mapToObj(its -> costs.lanes.get(its).name())
            .toList();
    return "all work shared out over " + String.join(", ", lanes) + " without a gap";
  }
}
