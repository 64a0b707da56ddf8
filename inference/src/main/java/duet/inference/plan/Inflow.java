package duet.inference.plan;

/**
 * How frames come in and wait.
 *
 * @param arrivals when they come
 * @param admission whether all tasks share them
 * @param queue how many wait at most before the first lane, at least 1
 * @param overflow what becomes of one more
 */
public record Inflow(Arrivals arrivals, Admission admission, int queue, Overflow overflow) {
  /** What happens when a frame comes and the queue is full. */
  public enum Overflow {
    /** The source waits; nothing is lost. */
    WAIT,
    /** The frame that has waited longest is given up, and counted. */
    DROP_OLDEST
  }

  public Inflow {
    if (queue < 1) {
      throw new IllegalArgumentException("a queue of " + queue + " lets nothing in");
    }
  }

  /** Always another frame, for all tasks together, none lost. */
  public static Inflow saturated() {
    return new Inflow(new Arrivals.Saturated(), Admission.TOGETHER, 4, Overflow.WAIT);
  }

  /** Always another frame for each task, none lost. */
  public static Inflow free() {
    return new Inflow(new Arrivals.Saturated(), Admission.FREE, 4, Overflow.WAIT);
  }
}
