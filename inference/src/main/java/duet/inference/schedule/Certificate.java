package duet.inference.schedule;

/** How good a schedule is known to be. */
public sealed interface Certificate {
  /** All plans of the problem were tried; none is better. */
  record Exhaustive(long plans) implements Certificate {}

  /**
   * No plan can be better than a bound.
   *
   * @param bound in the unit of the objective: frames a second, nanoseconds, joules
   * @param reached what the schedule has, in the same unit
   * @param why such as the lane that limits
   */
  record Bounded(double bound, double reached, String why) implements Certificate {
    /** Share of the bound that is missing, 0 if it is reached. */
    public double gap() {
      return Math.abs(bound - reached) / Math.max(Math.abs(bound), Double.MIN_NORMAL);
    }
  }

  /** It follows a rule and claims nothing. */
  record None() implements Certificate {}
}
