package duet.inference.profile;

import duet.inference.device.Origin;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a profile is of, and whose numbers are in it.
 *
 * @param origin measured or predicted
 * @param device such as "Jetson AGX Orin 64GB"
 * @param precision of the engines, such as FP16
 * @param facts all else that the times depend on: power mode, clocks, versions
 */
public record Subject(Origin origin, String device, String precision, Map<String, String> facts) {
  public Subject {
    facts = Map.copyOf(new TreeMap<>(facts));
  }
}
