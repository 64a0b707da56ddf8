package duet.inference.profile;

import duet.inference.device.Lane;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one network costs, segment by segment.
 *
 * @param model its name
 * @param segments in the order in which they run
 * @param hostNs a frame spends on a thread of the host, before its first segment; holds no lane
 */
public record ModelProfile(String model, List<Segment> segments, long hostNs) {
  public ModelProfile {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("'" + model + "' has no segments");
    }
    if (hostNs < 0) {
      throw new IllegalArgumentException("'" + model + "' spends " + hostNs + " ns on the host");
    }
    Set<String> names = new HashSet<>();
    for (Segment segment : segments) {
      if (!names.add(segment.name())) {
        throw new IllegalArgumentException(
            "'" + model + "' has two segments '" + segment.name() + "'");
      }
    }
  }

  /** Whether a lane can run the whole of it. */
  public boolean runsOn(Lane lane) {
    return segments.stream().allMatch(segment -> segment.runsOn(lane));
  }

  /**
   * What some neighbouring segments cost together on one lane.
   *
   * @param from the first
   * @param to one after the last
   * @throws IllegalArgumentException when the lane cannot run one of them
   */
  public Load on(Lane lane, int from, int to) {
    return segments.subList(from, to).stream()
        .map(segment -> segment.on(lane))
        .reduce(new Load(0, 0), Load::plus);
  }
}
