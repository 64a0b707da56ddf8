package duet.inference.profile.measured;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the segments of a network took on a lane.
 *
 * <p>Neither a segment alone nor the difference of two engines is the segment's part of a whole:
 * the first pays for handing over at both ends, the second is smaller than what it differs by from
 * one moment to the next. So each cut is tried by itself, both sides and the whole in turns; the
 * sides divide the whole, and what they take more than it is what that cut costs.
 *
 * @param segments which together are the whole
 * @param cuts what cutting before each segment but the first cost more
 */
record LaneTimes(List<SegmentAlone> segments, List<CutCost> cuts) {
  LaneTimes {
    segments = List.copyOf(segments);
    cuts = List.copyOf(cuts);
  }

  /** What one cut costs more than none. */
  record CutCost(long bytes, double ns) {}

  /**
   * From the share of the whole that lies before each cut.
   *
   * @param sharesBefore of the first side in both sides, for each cut in order; where one is
   *     smaller than that before it, which only noise can do, nothing lies between them
   */
  static LaneTimes of(double wholeNs, List<Double> sharesBefore, List<CutCost> cuts) {
    List<SegmentAlone> segments = new ArrayList<>();
    double reached = 0;
    for (double share : sharesBefore) {
      double now = Math.max(reached, share);
      segments.add(new SegmentAlone((now - reached) * wholeNs, Optional.empty()));
      reached = now;
    }
    segments.add(new SegmentAlone((1 - reached) * wholeNs, Optional.empty()));
    return new LaneTimes(segments, cuts);
  }

  /** Where the lane does not take the whole. */
  static LaneTimes ofParts(List<SegmentAlone> segments) {
    return new LaneTimes(segments, List.of());
  }

  SegmentAlone segment(int number) {
    return segments.get(number);
  }
}
