package duet.inference.schedule;

import duet.inference.plan.Problem;

/** A way to find a plan. */
public interface Scheduler {
  /** Such as {@code gpu-only}. */
  String name();

  /**
   * Finds a plan and follows it in a simulation.
   *
   * @throws duet.inference.plan.ImpossibleException when there is none of its kind; says why
   */
  Schedule schedule(Problem problem);
}
