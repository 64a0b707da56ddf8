package duet.inference.simulation;

import duet.inference.device.Lane;
import duet.inference.plan.Admission;
import duet.inference.plan.Arrivals;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How long a frame of each task holds each lane when nothing slows it: what a plan asks of the
 * lanes, and so how often frames can go through at most.
 */
final class Occupation {
  private final Problem problem;
  private final List<Lane> lanes;
  private final double[][] ns;

  private Occupation(Problem problem, double[][] ns) {
    this.problem = problem;
    this.ns = ns;
    lanes = problem.profile().laneNames();
  }

  static Occupation of(Problem problem, Plan plan) {
    List<Lane> lanes = problem.profile().laneNames();
    List<double[]> rows = new ArrayList<>();
    for (List<Job.Work> legs : Works.of(problem, plan)) {
      double[] row = new double[lanes.size()];
      legs.forEach(leg -> row[lanes.indexOf(leg.lane())] += DoubleStream.of(leg.ns()).sum());
      rows.add(row);
    }
    return new Occupation(problem, rows.toArray(double[][]::new));
  }

  /**
   * Rates that lanes, hosts and arrivals can keep up. A simulation counts frames in a window, and
   * those that were half done when it began would else make a lane busier than it can be.
   */
  double[] sustained(double[] perSecond) {
    double[] rates = perSecond.clone();
    for (int task = 0; task < rates.length; task++) {
      rates[task] = Math.min(rates[task], 1e9 / leastPeriod(task));
    }
    if (problem.inflow().admission() == Admission.TOGETHER) {
      Arrays.fill(rates, DoubleStream.of(rates).min().orElse(0));
    }
    double over = 1;
    for (int lane = 0; lane < lanes.size(); lane++) {
      over = Math.max(over, busy(rates, lane));
    }
    for (int task = 0; task < rates.length; task++) {
      rates[task] /= over;
    }
    return rates;
  }

  private double leastPeriod(int task) {
    double period = problem.inflow().arrivals() instanceof Arrivals.Periodic p ? p.periodNs() : 0;
    return Math.max(period, (double) problem.tasks().get(task).model().hostNs());
  }

  /** Share of the time that a lane works at such rates, if nothing slows it. */
  double busy(double[] perSecond, int lane) {
    double busy = 0;
    for (int task = 0; task < perSecond.length; task++) {
      busy += perSecond[task] * ns[task][lane] * 1e-9;
    }
    return busy;
  }
}
