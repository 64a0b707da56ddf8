package duet.inference.profile;

import duet.inference.device.Lane;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that a scheduler needs to know of a device and of the networks that are to run on it.
 *
 * @param subject whose numbers these are
 * @param lanes that there are, each once
 * @param models each by a name of its own
 * @param hops between any two lanes on which one network may run
 * @param idleWatts that the device takes when all lanes are idle; 0 where not known
 */
public record Profile(
    Subject subject,
    List<LaneTraits> lanes,
    List<ModelProfile> models,
    List<Hop> hops,
    double idleWatts) {
  public Profile {
    lanes = List.copyOf(lanes);
    models = List.copyOf(models);
    hops = List.copyOf(hops);
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("a profile without lanes");
    }
    refuseTwice(lanes.stream().map(traits -> traits.lane().name()).toList());
    refuseTwice(models.stream().map(ModelProfile::model).toList());
    refuseTwice(hops.stream().map(hop -> hop.from() + " to " + hop.to()).toList());
    if (!(idleWatts >= 0)) {
      throw new IllegalArgumentException("an idle device takes " + idleWatts + " W");
    }
  }

  private static void refuseTwice(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("the profile has " + name + " twice");
      }
    }
  }

  /** The lanes themselves, in the order of the profile. */
  public List<Lane> laneNames() {
    return lanes.stream().map(LaneTraits::lane).toList();
  }

  /** What is true of a lane. */
  public LaneTraits traits(Lane lane) {
    return lanes.stream()
        .filter(traits -> traits.lane() == lane)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the profile has no lane " + lane));
  }

  /** A model by its name. */
  public ModelProfile model(String name) {
    return models.stream()
        .filter(model -> model.model().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the profile has no model '" + name + "'"));
  }

  /**
   * What handing over costs the lane that is left, in nanoseconds.
   *
   * @throws IllegalArgumentException when the profile does not say
   */
  public long hopNs(Lane from, Lane to, long bytes) {
    for (Hop hop : hops) {
      if (hop.from() == from && hop.to() == to) {
        return hop.ns(bytes);
      }
    }
    throw new IllegalArgumentException("the profile has no way from " + from + " to " + to);
  }

  /** The same, of other times. */
  public Profile withModels(List<ModelProfile> other) {
    return new Profile(subject, lanes, other, hops, idleWatts);
  }
}
