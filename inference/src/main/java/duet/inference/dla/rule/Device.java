package duet.inference.dla.rule;

import duet.inference.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A Jetson.
 *
 * @param name as on the command line
 * @param words its name in sentences
 * @param rules the sets of rules under which it has a DLA; none where it has none at all
 * @param shipped the last set that NVIDIA ships TensorRT for
 * @param source letters of the sources
 */
public record Device(String name, String words, List<String> rules, String shipped, String source) {
  public Device {
    rules = List.copyOf(rules);
  }

  static Optional<Device> of(Table devices, String name) {
    return all(devices).stream()
        .filter(device -> device.name.equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  static List<Device> all(Table devices) {
    return devices.rows().stream()
        .map(
            row ->
                new Device(
                    row.get("name"),
                    row.get("words"),
                    row.words("rules").stream().filter(rules -> !rules.equals("none")).toList(),
                    row.get("shipped"),
                    row.get("source")))
        .toList();
  }
}
