package duet.inference.schedule;

import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.profile.LaneTraits;
import duet.inference.schedule.search.Choice;
import duet.inference.schedule.search.Costs;
import duet.inference.schedule.search.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Routes by an order of lanes alone: what one refuses falls to the next, as runtimes do it. */
record Fallback(Costs costs) {
  /** Of all tasks, each by its own order of lanes. */
  List<Route> routes(IntFunction<List<Integer>> order) {
    Problem problem = costs.problem();
    int[] room = problem.profile().lanes().stream().mapToInt(LaneTraits::programs).toArray();
    List<Route> routes = new ArrayList<>();
    for (int task = 0; task < problem.tasks().size(); task++) {
      String name = problem.tasks().get(task).name();
      routes.add(
          new Routes(costs, task)
              .fallingBack(order.apply(task), room).stream()
                  .map(choice -> route(choice))
                  .findFirst()
                  .orElseThrow(() -> new ImpossibleException("no lane takes over '" + name + "'")));
    }
    return routes;
  }

  private Route route(Choice choice) {
    return choice.route(costs);
  }
}
