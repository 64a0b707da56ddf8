package duet.app.planning;

import duet.inference.plan.Plan;
import duet.inference.schedule.Schedule;

/**
 * Room for what a simulation does not know: no two runs of an engine take the same time. A plan has
 * as few frames underway as keep its lanes busy when all times are as planned; one more keeps them
 * busy when one is late.
 */
public final class Slack {
  private Slack() {}

  /** The same routes with one more frame underway; one frame at a time stays one at a time. */
  public static Schedule in(Schedule schedule) {
    Plan plan = schedule.plan();
    return plan.depth() == 1
        ? schedule
        : Schedule.of(
            schedule.policy(),
            schedule.problem(),
            new Plan(plan.routes(), plan.depth() + 1),
            schedule.certificate());
  }
}
