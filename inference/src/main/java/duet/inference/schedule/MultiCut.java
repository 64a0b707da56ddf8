package duet.inference.schedule;

import duet.inference.plan.Arrivals;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Objective;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.profile.Contention;
import duet.inference.schedule.search.Feasible;
import duet.inference.schedule.search.Search;
import duet.inference.schedule.search.Trial;
import duet.inference.simulation.Metrics.LaneMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Any number of models, cuts and lanes. Where all plans can be listed it tries them in the order of
 * their bounds until no bound is better than the best; elsewhere it tries those that a dynamic
 * programme over segments, lanes and loads finds, betters the best step by step, and says how far
 * from the bound it is. The plans of all other schedulers are among those tried, so none is better.
 */
public final class MultiCut implements Scheduler {
  private final List<Scheduler> others;
  private final long steps;

  /**
   * Never worse than some others.
   *
   * @param steps of simulation that it may spend
   */
  MultiCut(List<Scheduler> others, long steps) {
    this.others = List.copyOf(others);
    this.steps = steps;
  }

  @Override
  public String name() {
    return "duet";
  }

  @Override
  public Schedule schedule(Problem problem) {
    Feasible.check(problem);
    List<Schedule> known =
        others.stream().flatMap(other -> attempt(other, problem).stream()).toList();
    return better(problem, keepingUp(problem, known));
  }

  /** Where frames come by themselves, what keeps up with them waits least. */
  private List<Schedule> keepingUp(Problem problem, List<Schedule> known) {
    boolean waiting =
        problem.objective() == Objective.LATENCY
            && !(problem.inflow().arrivals() instanceof Arrivals.Saturated);
    if (!waiting) {
      return known;
    }
    Problem fast =
        new Problem(problem.profile(), problem.tasks(), Objective.THROUGHPUT, problem.inflow());
    Plan plan = schedule(fast).plan();
    Schedule its = Schedule.of(name(), problem, plan, new Certificate.None());
    return Stream.concat(known.stream(), Stream.of(its)).toList();
  }

  /** What a scheduler finds; empty when it has no plan of its kind. */
  static Optional<Schedule> attempt(Scheduler scheduler, Problem problem) {
    try {
      return Optional.of(scheduler.schedule(problem));
    } catch (ImpossibleException e) {
      return Optional.empty();
    }
  }

  /** Better than these, or the best of them. */
  Schedule better(Problem problem, List<Schedule> known) {
    List<Trial> trials = known.stream().map(Schedule::trial).toList();
    Search.Found found = new Search(problem, steps).all(trials);
    Schedule schedule = Schedule.of(name(), problem, found.best().plan(), new Certificate.None());
    return schedule.with(certificate(schedule, found, known));
  }

  private static Certificate certificate(
      Schedule schedule, Search.Found found, List<Schedule> known) {
    if (found.plans() > 0) {
      return new Certificate.Exhaustive(found.plans());
    }
    double floor = Math.min(found.floor(), found.best().cost());
    Objective objective = schedule.problem().objective();
    double bound = objective == Objective.THROUGHPUT ? 1e9 / floor : floor;
    return new Certificate.Bounded(bound, Math.abs(schedule.score()), why(schedule, found, known));
  }

  private static String why(Schedule schedule, Search.Found found, List<Schedule> known) {
    List<String> reasons = new ArrayList<>();
    reasons.add(found.why());
    schedule.metrics().lanes().stream()
        .max(Comparator.comparingDouble(LaneMetrics::busy))
        .ifPresent(its -> reasons.add(busy(its)));
    boolean slowed =
        schedule.problem().profile().lanes().stream()
            .anyMatch(traits -> !traits.contention().equals(Contention.NONE));
    if (slowed && found.best().cost() > found.floor() * 1.005) {
      reasons.add("that lanes slow each other is not in the bound");
    }
    known.stream()
        .filter(its -> its.metrics().lateShare() == 0 && its.cost() <= found.floor() * 1.01)
        .filter(its -> !its.policy().equals(schedule.policy()))
        .findFirst()
        .ifPresent(its -> reasons.add(its.policy() + " is already within 1 % of it"));
    return String.join("; ", reasons);
  }

  private static String busy(LaneMetrics lane) {
    return String.format(
        Locale.ROOT, "%s is busy %.1f %% of the time", lane.lane(), 100 * lane.busy());
  }
}
