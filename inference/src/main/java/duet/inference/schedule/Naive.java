package duet.inference.schedule;

import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.schedule.search.Costs;
import duet.inference.schedule.search.Search;
import duet.inference.schedule.search.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * The first model on the second lane, all others on the first: the GAN on the DLA, the detector on
 * the GPU, as in the paper. What the DLA refuses falls back to the GPU, segment by segment, with a
 * hand-over each time; a DLA that holds no more programs takes no more. As many frames are underway
 * as serve the objective best.
 */
record Naive() implements Scheduler {
  @Override
  public String name() {
    return "naive";
  }

  @Override
  public Schedule schedule(Problem problem) {
    int lanes = problem.profile().lanes().size();
    List<Route> routes =
        new Fallback(new Costs(problem)).routes(task -> order(lanes, task == 0 ? 1 : 0));
    Trial trial = new Search(problem, Long.MAX_VALUE).depthOf(routes);
    return Schedule.of(name(), problem, trial.plan(), new Certificate.None());
  }

  private static List<Integer> order(int lanes, int first) {
    List<Integer> order = new ArrayList<>();
    order.add(Math.min(first, lanes - 1));
    for (int lane = 0; lane < lanes; lane++) {
      if (lane != order.get(0)) {
        order.add(lane);
      }
    }
    return order;
  }
}
