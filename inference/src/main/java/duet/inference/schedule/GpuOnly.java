package duet.inference.schedule;

import duet.inference.device.Lane;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.schedule.search.Costs;
import duet.inference.schedule.search.Search;
import duet.inference.schedule.search.Trial;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything on the first lane of the profile, which on a Jetson is the GPU. A segment that it
 * cannot run falls back to the next lane that can.
 *
 * <p>One stream has one frame underway; several streams have as many as serve the objective best,
 * so that the host prepares one frame while the lane works on another.
 */
record GpuOnly(Streams streams) implements Scheduler {
  enum Streams {
    ONE,
    SEVERAL
  }

  @Override
  public String name() {
    return streams == Streams.ONE ? "gpu-only" : "gpu-only-streams";
  }

  @Override
  public Schedule schedule(Problem problem) {
    Costs costs = new Costs(problem);
    List<Lane> lanes = problem.profile().laneNames();
    List<Integer> order = IntStream.range(0, lanes.size()).boxed().toList();
    List<Route> routes = new Fallback(costs).routes(task -> order);
    Trial trial =
        streams == Streams.ONE
            ? Trial.of(problem, new Plan(routes, 1))
            : new Search(problem, Long.MAX_VALUE).depthOf(routes);
    return Schedule.of(name(), problem, trial.plan(), new Certificate.None());
  }
}
