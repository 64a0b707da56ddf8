package duet.inference.timeline;

import duet.inference.device.Lane;

/**
 * How well a lane was used during an interval.
 *
 * @param busy share of the interval during which the lane worked, 0..1; waiting is not work
 * @param framesPerSecond engine runs that ended in the interval, per second
 * @param p50Ns median over these frames of the time that the lane spent on the frame; 0 if none
 * @param p95Ns 95th percentile of the same; 0 if none
 */
public record LaneUse(Lane lane, double busy, double framesPerSecond, long p50Ns, long p95Ns) {}
