package duet.viewer.panel.lane;

/**
 * What use was made of a lane.
 *
 * @param lane its name
 * @param busy share of the last seconds in which it worked, 0..1
 * @param p50Ns median time of a frame on the lane, nanoseconds; 0 where nothing ran
 * @param p95Ns time that 95 of 100 frames need, nanoseconds; 0 where nothing ran
 * @param queued frames that wait in front of the lane now
 */
public record LaneUse(
    String lane, double busy, double framesPerSecond, long p50Ns, long p95Ns, int queued) {}
