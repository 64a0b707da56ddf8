package duet.inference.schedule.search;

import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.profile.Contention;
import duet.inference.simulation.Metrics;
import duet.inference.simulation.Simulated;
import duet.inference.simulation.Simulation;
import java.util.Comparator;

/**
 * A plan that was followed in a simulation.
 *
 * @param cost in the unit of the objective; the smaller the better
 */
public record Trial(Plan plan, Metrics metrics, double cost) {
  /** Rounds that tell the even part of a run well enough. */
  public static final int FRAMES = 40;

  /**
   * The better first: what meets the deadlines before what does not; then by the objective; where
   * that is equal the faster, then the simpler.
   */
  public static final Comparator<Trial> BEST_FIRST =
      Comparator.comparingDouble((Trial trial) -> trial.metrics.lateShare())
          .thenComparingDouble(trial -> rounded(trial.cost))
          .thenComparingLong(trial -> trial.metrics.p99Ns())
          .thenComparingInt(trial -> trial.plan.transitions())
          .thenComparingInt(trial -> trial.plan.depth());

  /** What finding a plan takes for each segment, beside following it. */
  private static final int BESIDE = 8;

  private static final long HALF = 1L << 19;

  /** Follows it. */
  public static Trial of(Problem problem, Plan plan) {
    return of(problem, plan, FRAMES);
  }

  static Trial of(Problem problem, Plan plan, int frames) {
    Simulated simulated = Simulation.run(problem, plan, frames);
    Metrics metrics = Metrics.of(problem, plan, simulated);
    return new Trial(plan, metrics, cost(problem, metrics));
  }

  /** In the unit of the objective: ns a frame, ns, J a frame. */
  public static double cost(Problem problem, Metrics metrics) {
    return switch (problem.objective()) {
      case THROUGHPUT -> 1e9 / metrics.framesPerSecond();
      case LATENCY -> metrics.p99Ns();
      case ENERGY -> metrics.joulesPerFrame();
    };
  }

  /** Sums of doubles in another order differ in the last digits; that makes none better. */
  private static double rounded(double cost) {
    return Double.longBitsToDouble((Double.doubleToLongBits(cost) + HALF) & -2 * HALF);
  }

  /** How many steps a simulation takes about, to ration them. */
  static long steps(Problem problem, Plan plan) {
    long segments =
        problem.tasks().stream().map(Task::model).mapToLong(m -> m.segments().size()).sum();
    long legs = (long) plan.transitions() + plan.routes().size();
    return FRAMES * (slowed(problem) ? segments + legs : 2 * legs) + BESIDE * segments;
  }

  /** Whether lanes slow each other. */
  static boolean slowed(Problem problem) {
    return problem.profile().lanes().stream()
        .anyMatch(traits -> !traits.contention().equals(Contention.NONE));
  }
}
