package duet.app.doctor;

import duet.inference.device.Lane;
import java.util.Optional;
import java.util.OptionalDouble;

/** How one lane did, or why not. */
public sealed interface Trial {
  Lane lane();

  /**
   * All promises kept.
   *
   * @param origin whose times these are
   * @param prepareMs building or finding the engine and putting it on the lane
   * @param runMs median of a run, seen from the caller
   * @param deviceMs the last run by the clock of the device
   * @param difference largest difference from ONNX Runtime, as a part of the largest value
   */
  record Passed(
      Lane lane,
      String origin,
      double prepareMs,
      double runMs,
      OptionalDouble deviceMs,
      double difference)
      implements Trial {}

  /** A promise was broken. */
  record Failed(Lane lane, String reason) implements Trial {}

  /** What was wrong, if anything. */
  default Optional<String> failure() {
    return this instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
  }
}
