package duet.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The exponential moving average of a network's variables over the steps, which is what is kept and
 * exported: it forgets the zigzag of the last steps. It warms up, so that it does not carry the
 * first random values along.
 */
public final class MovingAverage {
  private final Variables of;
  private final Variables mean;
  private final double keep;

  /**
   * Begins with the values of now.
   *
   * @param keep how much of itself the average keeps at each step, such as 0.999
   */
  public MovingAverage(Variables of, double keep) {
    this.of = of;
    this.keep = keep;
    mean = of.copy();
  }

  /**
   * Takes in the values of now.
   *
   * @param step from 1 on
   */
  public void step(NDManager scratch, long step) {
    double kept = Math.min(keep, (1.0 + (double) step) / (10.0 + (double) step));
    mean.all()
        .forEach(
            (name, average) -> {
              NDArray now = of.get(name).stopGradient();
              now.attach(scratch);
              NDArray part = Torch.times(now, 1 - kept);
              average.muli((float) kept);
              average.addi(part);
              part.close();
              now.close();
            });
  }

  /** The averaged network. */
  public Variables mean() {
    return mean;
  }
}
