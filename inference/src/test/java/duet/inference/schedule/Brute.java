package duet.inference.schedule;

import duet.inference.device.Lane;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Objective;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.plan.Task;
import duet.inference.profile.Segment;
import duet.inference.simulation.Metrics;
import duet.inference.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;

/**
 * The best of all plans, found by trying every one: no bounds, no order, nothing of what the
 * schedulers use but the simulation itself.
 */
final class Brute {
  private static final int MOST_UNDERWAY = 6;

  private final Problem problem;
  long plans;
  double late = Double.MAX_VALUE;
  double cost = Double.MAX_VALUE;

  Brute(Problem problem) {
    this.problem = problem;
  }

  /** How many routes there are, all lanes for all segments. */
  double count() {
    double count = 1;
    for (Task task : problem.tasks()) {
      for (Segment segment : task.model().segments()) {
        count *= problem.profile().laneNames().stream().filter(segment::runsOn).count();
      }
    }
    return count;
  }

  Brute run() {
    extend(new ArrayList<>());
    return this;
  }

  private void extend(List<Route> routes) {
    if (routes.size() == problem.tasks().size()) {
      for (int depth = 1; depth <= MOST_UNDERWAY; depth++) {
        attempt(new Plan(routes, depth));
      }
      return;
    }
    extend(routes, new ArrayList<>());
  }

  private void extend(List<Route> routes, List<Lane> lanes) {
    List<Segment> segments = problem.tasks().get(routes.size()).model().segments();
    if (lanes.size() == segments.size()) {
      List<Route> more = new ArrayList<>(routes);
      more.add(Route.of(lanes));
      extend(more);
      return;
    }
    for (Lane lane : problem.profile().laneNames()) {
      if (segments.get(lanes.size()).runsOn(lane)) {
        List<Lane> more = new ArrayList<>(lanes);
        more.add(lane);
        extend(routes, more);
      }
    }
  }

  private void attempt(Plan plan) {
    try {
      Metrics metrics = Metrics.of(problem, plan, Simulation.run(problem, plan, 40));
      plans++;
      double its = cost(metrics, problem.objective());
      if (metrics.lateShare() < late || (metrics.lateShare() == late && its < cost)) {
        late = metrics.lateShare();
        cost = its;
      }
    } catch (ImpossibleException e) {
      plans++; // too many programs: no plan
    }
  }

  static double cost(Metrics metrics, Objective objective) {
    return switch (objective) {
      case THROUGHPUT -> 1e9 / metrics.framesPerSecond();
      case LATENCY -> metrics.p99Ns();
      case ENERGY -> metrics.joulesPerFrame();
    };
  }
}
