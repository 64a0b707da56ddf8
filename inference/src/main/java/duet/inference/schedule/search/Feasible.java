package duet.inference.schedule.search;

import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Objective;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/** Refuses what no plan can do, before any is sought. */
public final class Feasible {
  private Feasible() {}

  /**
   * Checks deadlines and ways against the fastest there is.
   *
   * @throws ImpossibleException that names the task and the bound
   */
  public static void check(Problem problem) {
    Costs costs = new Costs(problem);
    double[] one = new double[costs.lanes.size()];
    Arrays.fill(one, 1);
    Prices time = new Prices(costs, one);
    for (int task = 0; task < costs.tasks(); task++) {
      check(problem.tasks().get(task), costs.hostNs(task) + time.cheapest[task]);
    }
    if (problem.objective() == Objective.ENERGY && !knowsPower(problem)) {
      throw new ImpossibleException(
          "the profile of "
              + problem.profile().subject().device()
              + " says nothing of power; choose throughput or latency");
    }
  }

  private static void check(Task task, double fastestNs) {
    if (Double.isInfinite(fastestNs)) {
      throw new ImpossibleException(
          "'%s' cannot get from a lane that runs one segment to a lane that runs the next"
              .formatted(task.name()));
    }
    OptionalLong deadline = task.deadlineNs();
    if (deadline.isPresent() && deadline.getAsLong() < fastestNs) {
      throw new ImpossibleException(
          String.format(
              Locale.ROOT,
              "'%s' cannot be done in %.3f ms: its fastest way over the lanes takes %.3f ms",
              task.name(),
              deadline.getAsLong() / 1e6,
              fastestNs / 1e6));
    }
  }

  private static boolean knowsPower(Problem problem) {
    return problem.profile().idleWatts() > 0
        || problem.profile().lanes().stream().anyMatch(traits -> traits.busyWatts() > 0);
  }
}
