package duet.models.training;

/**
 * The learning rate over the steps of a run: up in a line, then down along half a cosine
 * [Loshchilov and Hutter 2017].
 *
 * @param peak reached after {@code warmUp} steps
 * @param last at the end, as a part of the peak
 */
public record Rate(float peak, long warmUp, long total, float last) {
  /**
   * The rate of one step.
   *
   * @param step from 1 to {@code total}
   */
  public float at(long step) {
    if (step <= warmUp) {
      return (float) (peak * ((double) step / warmUp));
    }
    double done = (double) (step - warmUp) / Math.max(1.0, (double) (total - warmUp));
    double cosine = (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
    return (float) (peak * (last + (1 - last) * cosine));
  }
}
