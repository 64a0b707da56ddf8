package duet.inference.profile;

import duet.inference.device.Lane;
import java.util.Map;

/**
 * A piece of a network between two neighbouring cuts; a schedule keeps it on one lane.
 *
 * @param name of its first layer, unique within its network
 * @param inputBytes handed over to it when the segment before ran on another lane
 * @param loads of the lanes that can run it
 * @param refusals why a lane cannot, in words that name the layer
 */
public record Segment(
    String name, long inputBytes, Map<Lane, Load> loads, Map<Lane, String> refusals) {
  public Segment {
    if (inputBytes < 0) {
      throw new IllegalArgumentException("'" + name + "' takes " + inputBytes + " bytes");
    }
    loads = Map.copyOf(loads);
    refusals = Map.copyOf(refusals);
  }

  public boolean runsOn(Lane lane) {
    return loads.containsKey(lane);
  }

  /**
   * What it costs on a lane.
   *
   * @throws IllegalArgumentException when the lane cannot run it
   */
  public Load on(Lane lane) {
    Load load = loads.get(lane);
    if (load == null) {
      throw new IllegalArgumentException(
          lane + " cannot run '" + name + "': " + refusals.getOrDefault(lane, "not profiled"));
    }
    return load;
  }
}
