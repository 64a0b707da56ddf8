package duet.inference.schedule;

import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Problem;
import duet.inference.schedule.search.Feasible;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All schedulers there are. */
public final class Schedulers {
  /** A third of a second on a quiet machine. */
  static final long STEPS = 1_200_000;

  private Schedulers() {}

  /** Those that follow a rule, the simplest first. */
  public static List<Scheduler> baselines() {
    return baselines(STEPS);
  }

  /** The same with fewer steps to spend on theirs. */
  static List<Scheduler> baselines(long steps) {
    return List.of(
        new GpuOnly(GpuOnly.Streams.ONE),
        new GpuOnly(GpuOnly.Streams.SEVERAL),
        new Naive(),
        new Pipeline(steps / 8),
        new OneCut(steps / 8));
  }

  /** Duet's own, which is never worse than any of them. */
  public static MultiCut best() {
    return new MultiCut(baselines(), STEPS);
  }

  /** The baselines, then Duet's own. */
  public static List<Scheduler> all() {
    return Stream.concat(baselines().stream(), Stream.of(best())).toList();
  }

  /**
   * Refuses what no scheduler can do, before any is asked.
   *
   * @throws ImpossibleException that names the task and the bound
   */
  public static void refuseImpossible(Problem problem) {
    Feasible.check(problem);
  }

  /**
   * By its name.
   *
   * @throws ImpossibleException that lists the names when there is none
   */
  public static Scheduler named(String name) {
    return all().stream()
        .filter(scheduler -> scheduler.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ImpossibleException(
                    "there is no scheduler '%s'; there are %s"
                        .formatted(
                            name,
                            all().stream()
                                .map(Scheduler::name)
                                .collect(Collectors.joining(", ")))));
  }
}
