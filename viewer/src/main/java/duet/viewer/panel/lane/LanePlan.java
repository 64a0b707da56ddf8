package duet.viewer.panel.lane;

import java.util.List;

/**
 * What was to happen.
 *
 * @param policy that made the plan
 * @param origin whose numbers it was made from
 * @param framesPerSecond that are to come out
 * @param lanes planned use of each; nothing waits in a plan
 * @param spans what each is to do, on the clock of the run
 */
public record LanePlan(
    String policy,
    String origin,
    double framesPerSecond,
    List<LaneUse> lanes,
    List<LaneSpan> spans) {
  public LanePlan {
    lanes = List.copyOf(lanes);
    spans = List.copyOf(spans);
  }
}
