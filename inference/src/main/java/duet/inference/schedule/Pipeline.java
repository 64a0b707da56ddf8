package duet.inference.schedule;

import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Problem;
import duet.inference.schedule.search.Choice;
import duet.inference.schedule.search.Routes;
import duet.inference.schedule.search.Search;
import duet.inference.schedule.search.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Each model cut once, all in the same direction, several frames underway, as JEDI pipelines one
 * network over GPU and DLA. The cuts are the best for the objective, and so is the direction. A
 * model that cannot be cut so stays whole on the first lane that takes it.
 *
 * @param steps of simulation that it may spend
 */
record Pipeline(long steps) implements Scheduler {
  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public Schedule schedule(Problem problem) {
    @Nullable Trial best = null;
    for (int[] way : new int[][] {{0, 1}, {1, 0}}) {
      Search search = new Search(problem, steps / 2);
      List<List<Choice>> routes = routes(search, problem, way);
      if (routes.stream().noneMatch(List::isEmpty)) {
        Trial trial = search.among(routes);
        best = best == null || Trial.BEST_FIRST.compare(trial, best) < 0 ? trial : best;
      }
    }
    if (best == null) {
      throw new ImpossibleException("no model can be cut between the first two lanes");
    }
    return Schedule.of(name(), problem, best.plan(), new Certificate.None());
  }

  private static List<List<Choice>> routes(Search search, Problem problem, int[] way) {
    int lanes = problem.profile().lanes().size();
    List<List<Choice>> routes = new ArrayList<>();
    for (int task = 0; task < problem.tasks().size(); task++) {
      Routes its = new Routes(search.costs(), task);
      List<Choice> cut = lanes < 2 ? List.of() : its.cutOnce(way[0], way[1]);
      routes.add(cut.isEmpty() ? whole(its, lanes) : cut);
    }
    return routes;
  }

  private static List<Choice> whole(Routes routes, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      List<Choice> whole = routes.whole(lane);
      if (!whole.isEmpty()) {
        return whole;
      }
    }
    return List.of();
  }
}
