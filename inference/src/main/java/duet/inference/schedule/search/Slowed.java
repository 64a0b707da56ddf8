package duet.inference.schedule.search;

import duet.inference.device.Lane;
import duet.inference.plan.Leg;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.profile.Contention;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Segment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A problem in which each segment takes as long as it would beside the average of what a plan has
 * on the other lanes. Only a guess at where to look: what is found there is tried in the problem
 * itself.
 */
final class Slowed {
  private Slowed() {}

  static Problem by(Problem problem, Plan plan, double periodNs) {
    Map<Lane, Double> demand = demand(problem, plan, periodNs);
    List<Task> tasks = new ArrayList<>();
    for (Task task : problem.tasks()) {
      ModelProfile model = task.model();
      List<Segment> segments =
          model.segments().stream().map(segment -> slowed(problem, segment, demand)).toList();
      ModelProfile slow = new ModelProfile(model.model(), segments, model.hostNs());
      tasks.add(new Task(task.name(), slow, task.priority(), task.deadlineNs()));
    }
    return new Problem(problem.profile(), tasks, problem.objective(), problem.inflow());
  }

  private static Map<Lane, Double> demand(Problem problem, Plan plan, double periodNs) {
    Map<Lane, Double> demand = new EnumMap<>(Lane.class);
    for (int task = 0; task < plan.routes().size(); task++) {
      for (Leg leg : plan.routes().get(task).legs()) {
        Load load = problem.tasks().get(task).model().on(leg.lane(), leg.from(), leg.to());
        demand.merge(leg.lane(), load.bytes() / periodNs, Double::sum);
      }
    }
    return demand;
  }

  private static Segment slowed(Problem problem, Segment segment, Map<Lane, Double> demand) {
    double all = demand.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<Lane, Load> loads = new EnumMap<>(Lane.class);
    for (Lane lane : problem.profile().laneNames()) {
      if (segment.runsOn(lane)) {
        Contention contention = problem.profile().traits(lane).contention();
        Load load = segment.on(lane);
        double external = all - demand.getOrDefault(lane, 0.0);
        double speed = external <= 0 ? 1 : contention.speed(load.demand(), external);
        loads.put(lane, new Load(Math.round(load.timeNs() / speed), load.bytes()));
      }
    }
    return new Segment(segment.name(), segment.inputBytes(), loads, segment.refusals());
  }
}
