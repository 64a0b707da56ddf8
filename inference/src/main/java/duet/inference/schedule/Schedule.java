package duet.inference.schedule;

import duet.inference.device.Lane;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.schedule.search.Trial;
import duet.inference.simulation.Metrics;
import duet.inference.simulation.Simulated;
import duet.inference.simulation.Simulation;
import duet.inference.timeline.Span;
import java.util.EnumMap;
import java.util.Map;

/**
 * A plan, what follows from it, and how good it is known to be. The times are those of the profile:
 * measured ones give a forecast of a run, predicted ones a prediction.
 *
 * @param policy that found it
 * @param problem that it solves
 * @param plan the routes
 * @param simulated what happens when, with these times
 * @param metrics of that
 * @param certificate how good
 */
public record Schedule(
    String policy,
    Problem problem,
    Plan plan,
    Simulated simulated,
    Metrics metrics,
    Certificate certificate) {
  public Schedule {
    plan.check(problem);
    refuseOverlap(simulated);
  }

  /** Follows a plan. */
  public static Schedule of(String policy, Problem problem, Plan plan, Certificate certificate) {
    Simulated simulated = Simulation.run(problem, plan, Trial.FRAMES);
    Metrics metrics = Metrics.of(problem, plan, simulated);
    return new Schedule(policy, problem, plan, simulated, metrics, certificate);
  }

  private static void refuseOverlap(Simulated simulated) {
    Map<Lane, Long> free = new EnumMap<>(Lane.class);
    for (Span span : simulated.spans()) {
      if (span.startNs() < free.getOrDefault(span.lane(), 0L)) {
        throw new IllegalArgumentException(span.lane() + " does two things at a time: " + span);
      }
      free.put(span.lane(), span.endNs());
    }
  }

  /** What the objective of the problem says of it; the larger the better. */
  public double score() {
    return switch (problem.objective()) {
      case THROUGHPUT -> metrics.framesPerSecond();
      case LATENCY -> -metrics.p99Ns();
      case ENERGY -> -metrics.joulesPerFrame();
    };
  }

  /** The same with another certificate. */
  Schedule with(Certificate other) {
    return new Schedule(policy, problem, plan, simulated, metrics, other);
  }

  /** What the objective says of it; the smaller the better: ns a frame, ns or J a frame. */
  double cost() {
    return Trial.cost(problem, metrics);
  }

  Trial trial() {
    return new Trial(plan, metrics, cost());
  }

  /**
   * Whether it is to be preferred: it keeps more of the deadlines, or as many and the objective
   * likes it more.
   */
  public boolean betterThan(Schedule other) {
    return Trial.BEST_FIRST.compare(trial(), other.trial()) < 0;
  }
}
