package duet.inference.plan;

import duet.inference.device.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way of one network over the lanes.
 *
 * @param legs without gaps, from the first segment to the last; neighbours on different lanes
 */
public record Route(List<Leg> legs) {
  public Route {
    legs = List.copyOf(legs);
    if (legs.isEmpty() || legs.get(0).from() != 0) {
      throw new IllegalArgumentException("a route begins with segment 0: " + legs);
    }
    for (int i = 1; i < legs.size(); i++) {
      Leg before = legs.get(i - 1);
      Leg leg = legs.get(i);
      if (leg.from() != before.to() || leg.lane() == before.lane()) {
        throw new IllegalArgumentException(leg + " does not follow " + before);
      }
    }
  }

  /** All on one lane. */
  public static Route on(Lane lane, int segments) {
    return new Route(List.of(new Leg(lane, 0, segments)));
  }

  /** From the lane of each segment. */
  public static Route of(List<Lane> laneOfSegment) {
    List<Leg> legs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= laneOfSegment.size(); i++) {
      if (i == laneOfSegment.size() || laneOfSegment.get(i) != laneOfSegment.get(from)) {
        legs.add(new Leg(laneOfSegment.get(from), from, i));
        from = i;
      }
    }
    return new Route(legs);
  }

  /** How many segments it runs. */
  public int segments() {
    return legs.get(legs.size() - 1).to();
  }

  /** How often a frame changes the lane. */
  public int transitions() {
    return legs.size() - 1;
  }

  /** Such as {@code DLA0 0-3, GPU 4-29}. */
  public String words() {
    return legs.stream()
        .map(leg -> leg.lane() + " " + leg.from() + "-" + (leg.to() - 1))
        .collect(Collectors.joining(", "));
  }
}
