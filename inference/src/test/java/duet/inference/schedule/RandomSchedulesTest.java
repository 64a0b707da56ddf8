package duet.inference.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.plan.Problem;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Promises that hold for any problem, on a thousand of them. */
class RandomSchedulesTest {
  private static final int PROBLEMS = Integer.getInteger("duet.problems", 1000);
  private static final double BY_BRUTE_FORCE = 150;

  /** Few, so that a thousand take no longer than they must. */
  private static final long STEPS = Schedulers.STEPS / 20;

  private static final double EQUAL = 1e-9;

  @Test
  void isNeverWorseThanAnyOtherAndIsTheBestWhereAllCanBeTried() {
    int tried = 0;
    int exhaustive = 0;
    int better = 0;
    long solving = 0;
    for (long seed = 0; seed < PROBLEMS; seed++) {
      Problem problem = RandomProblem.of(seed);
      List<Schedule> others = others(problem, STEPS);
      boolean small = new Brute(problem).count() <= BY_BRUTE_FORCE;
      long steps = small ? Schedulers.STEPS : STEPS;
      long begin = System.nanoTime();
      Schedule ours = new MultiCut(List.of(), steps).better(problem, others);
      solving += System.nanoTime() - begin;
      others.forEach(other -> assertNoWorse(ours, other));
      assertHonest(ours);
      better += others.stream().allMatch(ours::betterThan) ? 1 : 0;
      exhaustive += ours.certificate() instanceof Certificate.Exhaustive ? 1 : 0;
      tried += assertBest(seed, problem, ours) ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "%d problems: strictly better than every baseline in %d, proved best in %d, equal to brute"
            + " force in all %d that it can do; %.1f ms each%n",
        PROBLEMS,
        better,
        exhaustive,
        tried,
        solving / 1e6 / PROBLEMS);
    assertTrue(tried > PROBLEMS / 20, "brute force tried only " + tried);
  }

  private static List<Schedule> others(Problem problem, long steps) {
    return Schedulers.baselines(steps).stream()
        .flatMap(scheduler -> MultiCut.attempt(scheduler, problem).stream())
        .toList();
  }

  private static void assertNoWorse(Schedule ours, Schedule other) {
    double late = ours.metrics().lateShare() - other.metrics().lateShare();
    assertTrue(late <= 0, () -> other.policy() + " keeps more deadlines");
    if (late == 0) {
      assertTrue(
          ours.score() >= other.score() - EQUAL * Math.abs(other.score()),
          () -> other.policy() + " has " + other.score() + ", ours " + ours.score());
    }
  }

  /** No schedule is beyond its bound. */
  private static void assertHonest(Schedule ours) {
    if (ours.certificate() instanceof Certificate.Bounded bounded) {
      double sign = ours.score() < 0 ? -1 : 1;
      double over = sign * (bounded.reached() - bounded.bound());
      assertTrue(over <= 1e-6 * Math.abs(bounded.bound()), () -> "beyond its bound: " + bounded);
    }
  }

  private static boolean assertBest(long seed, Problem problem, Schedule ours) {
    Brute brute = new Brute(problem);
    if (brute.count() > BY_BRUTE_FORCE) {
      return false;
    }
    brute.run();
    double cost = Brute.cost(ours.metrics(), problem.objective());
    assertEquals(brute.late, ours.metrics().lateShare(), EQUAL, "late of problem " + seed);
    assertEquals(brute.cost, cost, EQUAL * brute.cost, "problem " + seed + " " + problem.inflow());
    return true;
  }

  @Test
  void schedulesFourModelsOf120SegmentsOnThreeLanes() {
    for (long seed = 4; seed < 8; seed++) {
      Problem problem = RandomProblem.large(seed);
      long begin = System.nanoTime();
      Schedule ours = Schedulers.best().schedule(problem);
      System.out.printf(
          Locale.ROOT,
          "4 x 120 on 3 lanes: %.0f ms, %s%n",
          (System.nanoTime() - begin) / 1e6,
          ours.certificate());
      for (Schedule other : others(problem, Schedulers.STEPS)) {
        assertNoWorse(ours, other);
      }
    }
  }
}
