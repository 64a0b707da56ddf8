package duet.inference.plan;

import duet.inference.device.Lane;

/**
 * Neighbouring segments that run on a lane in one go.
 *
 * @param lane that runs them
 * @param from first segment
 * @param to one after the last
 */
public record Leg(Lane lane, int from, int to) {
  public Leg {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(lane + " from segment " + from + " to " + to);
    }
  }
}
