package duet.inference.schedule.search;

import duet.inference.plan.Admission;
import duet.inference.plan.Arrivals;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.schedule.search.Merge.Combination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Simulates plans, the most promising first, and remembers the best. */
public final class Trials {
  /** More frames underway than this hide no more waiting. */
  public static final int MOST_UNDERWAY = 6;

  private static final int FEW_ROUNDS = 4;
  private static final double EQUAL = 1 + 1e-9;

  private final Costs costs;
  private final Problem problem;
  private final Map<Plan, Trial> known = new HashMap<>();
  private long steps;
  private @Nullable Trial best;

  /**
   * None yet.
   *
   * @param steps of simulation that may be spent, about 3 million a second
   */
  public Trials(Costs costs, long steps) {
    this.costs = costs;
    this.problem = costs.problem;
    this.steps = steps;
  }

  /** The best so far. */
  public Trial best() {
    if (best == null) {
      throw new IllegalStateException("no plan was tried");
    }
    return best;
  }

  boolean any() {
    return best != null;
  }

  boolean spent() {
    return steps <= 0;
  }

  /** Takes in what was tried elsewhere. */
  public void add(Trial trial) {
    known.put(trial.plan(), trial);
    best = best == null || Trial.BEST_FIRST.compare(trial, best) < 0 ? trial : best;
  }

  /** Simulates a plan, unless that was done. */
  Trial attempt(Plan plan) {
    Trial old = known.get(plan);
    if (old != null) {
      return old;
    }
    steps -= Trial.steps(problem, plan);
    Trial trial = Trial.of(problem, plan);
    add(trial);
    return trial;
  }

  /** Whether a few rounds show that a plan is no better, where all rounds are alike. */
  boolean worse(Plan plan, Trial than) {
    boolean alike =
        plan.depth() == 1
            && problem.inflow().arrivals() instanceof Arrivals.Saturated
            && problem.inflow().admission() == Admission.TOGETHER;
    if (!alike || known.containsKey(plan)) {
      return false;
    }
    steps -= Trial.steps(problem, plan) * FEW_ROUNDS / Trial.FRAMES;
    return Trial.of(problem, plan, FEW_ROUNDS).cost() > than.cost() * (1 + 1e-6);
  }

  /** With as many frames underway as serve it best. */
  public void allDepths(List<duet.inference.plan.Route> routes) {
    for (int depth = 1; depth <= MOST_UNDERWAY; depth++) {
      attempt(new Plan(routes, depth));
    }
  }

  /**
   * Tries combinations with any depth until none that is left can be better.
   *
   * @param sorted by their bound
   * @return what all that were not tried cost at least; infinite if none is left
   */
  double until(List<Combination> sorted) {
    for (Combination next : sorted) {
      if (settled(next.bound()) || spent()) {
        return next.bound();
      }
      for (int depth = 1; depth <= MOST_UNDERWAY && !settled(next.bound()); depth++) {
        attempt(next.plan(costs, depth));
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Tries some combinations with one depth each. */
  void screen(List<Combination> some, int depth, long least) {
    for (Combination next : some) {
      if (settled(next.bound()) || steps < least) {
        return;
      }
      attempt(next.plan(costs, depth));
    }
  }

  /** Allows as many steps as it takes to try all of some combinations, if they are not too many. */
  void allow(List<Combination> all, long most) {
    long each = all.isEmpty() ? 0 : Trial.steps(problem, all.get(0).plan(costs, 1));
    long needed = each * all.size() * MOST_UNDERWAY * 2;
    steps = needed <= most ? Math.max(steps, needed) : steps;
  }

  /** Steps that are left. */
  long left() {
    return steps;
  }

  /** Whether nothing that costs so much at least is better than the best. */
  boolean settled(double bound) {
    return best != null && best.metrics().lateShare() == 0 && bound * EQUAL >= best.cost();
  }
}
