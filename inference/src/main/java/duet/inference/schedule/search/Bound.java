package duet.inference.schedule.search;

import duet.inference.plan.Admission;
import duet.inference.plan.Arrivals;
import duet.inference.plan.Problem;
import duet.inference.profile.LaneTraits;
import java.util.List;

/**
 * What a plan costs at least, in the unit of the objective: nanoseconds a frame, nanoseconds, or
 * joules a frame. Lanes that slow each other, wait or run dry only add to it.
 *
 * <p>Why it holds: a lane does one thing at a time, so no frame can come more often than the
 * busiest lane takes for one; a frame is done when its slowest task is, and no sooner than the lane
 * that has most to do for it; and the energy is that of the lanes while they work, and of the
 * device as long as a frame takes.
 */
final class Bound {
  private final Costs costs;
  private final Problem problem;
  final double[] watts;

  Bound(Costs costs) {
    this.costs = costs;
    problem = costs.problem;
    watts = problem.profile().lanes().stream().mapToDouble(LaneTraits::busyWatts).toArray();
  }

  double idleWatts() {
    return problem.profile().idleWatts();
  }

  double of(List<Choice> choices) {
    boolean together = problem.inflow().admission() == Admission.TOGETHER;
    return switch (problem.objective()) {
      case THROUGHPUT -> together ? periodTogether(choices) : periodFree(choices);
      case LATENCY -> together ? latencyTogether(choices) : shortest(choices);
      case ENERGY -> together ? energyTogether(choices) : energyFree(choices);
    };
  }

  /** No frame comes more often, whatever the routes. */
  double leastPeriod() {
    double period = problem.inflow().arrivals() instanceof Arrivals.Periodic p ? p.periodNs() : 0;
    if (problem.inflow().admission() == Admission.TOGETHER) {
      for (int task = 0; task < costs.tasks(); task++) {
        period = Math.max(period, costs.hostNs(task));
      }
    }
    return period;
  }

  private double periodTogether(List<Choice> choices) {
    double period = leastPeriod();
    for (double load : total(choices)) {
      period = Math.max(period, load);
    }
    return period;
  }

  static double[] total(List<Choice> choices) {
    double[] total = new double[choices.get(0).loads.length];
    for (Choice choice : choices) {
      for (int lane = 0; lane < total.length; lane++) {
        total[lane] += choice.loads[lane];
      }
    }
    return total;
  }

  private double latencyTogether(List<Choice> choices) {
    double latency = 0;
    for (double load : total(choices)) {
      latency = Math.max(latency, load);
    }
    latency += leastHost();
    for (int task = 0; task < choices.size(); task++) {
      latency = Math.max(latency, costs.hostNs(task) + choices.get(task).chainNs());
    }
    return latency;
  }

  double leastHost() {
    double least = Double.MAX_VALUE;
    for (int task = 0; task < costs.tasks(); task++) {
      least = Math.min(least, costs.hostNs(task));
    }
    return least;
  }

  private double energyTogether(List<Choice> choices) {
    double joules = idleWatts() * periodTogether(choices) * 1e-9;
    double[] total = total(choices);
    for (int lane = 0; lane < total.length; lane++) {
      joules += watts[lane] * total[lane] * 1e-9;
    }
    return joules;
  }

  /** The sum of the rates is no more than that of each alone, nor than the shortest on a lane. */
  private double periodFree(List<Choice> choices) {
    double rates = 0;
    for (int task = 0; task < choices.size(); task++) {
      double own = Math.max(leastPeriod(), costs.hostNs(task));
      for (double load : choices.get(task).loads) {
        own = Math.max(own, load);
      }
      rates += 1 / own;
    }
    double period = 1 / rates;
    for (int lane = 0; lane < costs.lanes.size(); lane++) {
      int its = lane;
      period = Math.max(period, choices.stream().mapToDouble(c -> c.loads[its]).min().orElse(0));
    }
    return period;
  }

  private double shortest(List<Choice> choices) {
    double shortest = Double.MAX_VALUE;
    for (int task = 0; task < choices.size(); task++) {
      shortest = Math.min(shortest, costs.hostNs(task) + choices.get(task).chainNs());
    }
    return shortest;
  }

  private double energyFree(List<Choice> choices) {
    double least = Double.MAX_VALUE;
    for (Choice choice : choices) {
      double joules = 0;
      for (int lane = 0; lane < watts.length; lane++) {
        joules += watts[lane] * choice.loads[lane] * 1e-9;
      }
      least = Math.min(least, joules);
    }
    return idleWatts() * periodFree(choices) * 1e-9 + least;
  }
}
