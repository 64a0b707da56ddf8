package duet.inference.simulation;

import duet.inference.plan.Leg;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.plan.Task;
import duet.inference.profile.Contention;
import duet.inference.profile.Load;
import duet.inference.profile.Segment;
import java.util.ArrayList;
import java.util.List;

/** The legs of a plan as work for the lanes. */
final class Works {
  private Works() {}

  /** By task and leg. */
  static List<List<Job.Work>> of(Problem problem, Plan plan) {
    List<List<Job.Work>> works = new ArrayList<>();
    for (int task = 0; task < plan.routes().size(); task++) {
      Route route = plan.routes().get(task);
      List<Job.Work> legs = new ArrayList<>();
      for (int leg = 0; leg < route.legs().size(); leg++) {
        legs.add(work(problem, route, task, leg));
      }
      works.add(legs);
    }
    return works;
  }

  private static Job.Work work(Problem problem, Route route, int index, int number) {
    Task task = problem.tasks().get(index);
    Leg leg = route.legs().get(number);
    List<Load> loads = new ArrayList<>();
    if (slowed(problem)) {
      segments(task, leg).forEach(segment -> loads.add(segment.on(leg.lane())));
    } else {
      loads.add(task.model().on(leg.lane(), leg.from(), leg.to()));
    }
    int hop = loads.size();
    if (number + 1 < route.legs().size()) {
      Leg next = route.legs().get(number + 1);
      long bytes = task.model().segments().get(next.from()).inputBytes();
      // What is handed over is read once and written once.
      loads.add(new Load(problem.profile().hopNs(leg.lane(), next.lane(), bytes), 2 * bytes));
    }
    double[] ns = loads.stream().mapToDouble(Load::timeNs).toArray();
    double[] demand = loads.stream().mapToDouble(Load::demand).toArray();
    return new Job.Work(index, number, leg.lane(), ns, demand, hop, task.priority());
  }

  private static List<Segment> segments(Task task, Leg leg) {
    return task.model().segments().subList(leg.from(), leg.to());
  }

  /** Where lanes do not slow each other, a leg is one step: the same result, sooner. */
  private static boolean slowed(Problem problem) {
    return problem.profile().lanes().stream()
        .anyMatch(traits -> !traits.contention().equals(Contention.NONE));
  }
}
