package duet.inference.dla.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an engine is built for. */
public record Target(Device device, Release release, Precision precision) {
  /** Why no layer can run on a DLA here; empty where there is one. */
  public Optional<String> withoutDla() {
    if (device.rules().isEmpty()) {
      return Optional.of("The " + device.words() + " has no DLA.");
    }
    if (release.rules().isEmpty()) {
      return Optional.of(
          "TensorRT " + release.version() + " has no DLA for a Jetson: " + release.words() + ".");
    }
    return release
        .rules()
        .filter(rules -> !device.rules().contains(rules))
        .map(
            rules ->
                "TensorRT "
                    + release.version()
                    + " has no DLA for the "
                    + device.words()
                    + ": it is for "
                    + release.words()
                    + ".");
  }

  /** A warning where NVIDIA does not ship this pair; the rules are told all the same. */
  public Optional<String> unusual() {
    List<String> sets = device.rules();
    return release
        .rules()
        .filter(rules -> sets.indexOf(rules) > sets.indexOf(device.shipped()))
        .map(
            rules ->
                "NVIDIA ships TensorRT for the "
                    + device.words()
                    + " up to "
                    + device.shipped()
                    + "; the rules of "
                    + rules
                    + " are told all the same.");
  }

  /** The words of the tables that mean this target. */
  Set<String> words() {
    return Stream.concat(release.rules().stream(), Stream.of(device.name(), precision.word()))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String toString() {
    return device.words() + ", TensorRT " + release.version() + ", " + precision;
  }
}
