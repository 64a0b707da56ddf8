package duet.inference.profile;

import duet.inference.device.Lane;

/**
 * What handing a frame from one lane to another costs the lane that is left: its results are copied
 * or put in another order, and the other lane is told.
 *
 * @param from the lane that is left, and charged
 * @param to the lane that goes on
 * @param fixedNs whatever the size
 * @param nsPerByte of what is handed over
 */
public record Hop(Lane from, Lane to, long fixedNs, double nsPerByte) {
  public Hop {
    if (from == to) {
      throw new IllegalArgumentException("nothing is handed over from " + from + " to itself");
    }
    if (fixedNs < 0 || !(nsPerByte >= 0) || Double.isInfinite(nsPerByte)) {
      throw new IllegalArgumentException(
          "handing over from " + from + " to " + to + " costs less than nothing or no number");
    }
  }

  /** For so many bytes, in nanoseconds. */
  public long ns(long bytes) {
    return fixedNs + Math.round(nsPerByte * bytes);
  }
}
