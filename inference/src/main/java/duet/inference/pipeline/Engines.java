package duet.inference.pipeline;

import duet.inference.engine.Engine;
import duet.inference.plan.Leg;

/** Opens what a leg of a plan runs. */
@FunctionalInterface
public interface Engines {
  /**
   * May take seconds.
   *
   * @param task its place among the tasks of the problem
   * @throws duet.inference.engine.InferenceException when it cannot be opened there
   */
  Engine open(int task, Leg leg);
}
