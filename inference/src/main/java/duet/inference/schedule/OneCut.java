package duet.inference.schedule;

import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Problem;
import duet.inference.schedule.search.Choice;
import duet.inference.schedule.search.Routes;
import duet.inference.schedule.search.Search;
import java.util.ArrayList;
import java.util.List;

/**
 * HaX-CoNN (Dagli and Belviranli, PPoPP 2024) as it was published: the first two lanes, GPU and one
 * DLA, and at most one switch in each network. What its program got wrong is right here: a
 * transition costs what its own direction costs, a segment is slowed by what overlaps it and not by
 * itself, and the last group counts like any other. That is so because each plan is judged by the
 * exact simulation. As many frames are underway as serve the objective best.
 *
 * @param steps of simulation that it may spend
 */
record OneCut(long steps) implements Scheduler {
  @Override
  public String name() {
    return "one-cut";
  }

  @Override
  public Schedule schedule(Problem problem) {
    Search search = new Search(problem, steps);
    List<List<Choice>> routes = new ArrayList<>();
    for (int task = 0; task < problem.tasks().size(); task++) {
      routes.add(routes(search, problem, task));
    }
    return Schedule.of(name(), problem, search.among(routes).plan(), new Certificate.None());
  }

  private static List<Choice> routes(Search search, Problem problem, int task) {
    Routes its = new Routes(search.costs(), task);
    List<Choice> routes = new ArrayList<>(its.whole(0));
    if (problem.profile().lanes().size() > 1) {
      routes.addAll(its.whole(1));
      routes.addAll(its.cutOnce(0, 1));
      routes.addAll(its.cutOnce(1, 0));
    }
    if (routes.isEmpty()) {
      throw new ImpossibleException(
          "'%s' needs more than one cut between %s"
              .formatted(problem.tasks().get(task).name(), problem.profile().laneNames()));
    }
    return routes;
  }
}
