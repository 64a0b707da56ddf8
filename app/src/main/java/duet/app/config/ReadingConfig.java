package duet.app.config;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How readings are made and shown.
 *
 * @param threshold lowest confidence at which a box is shown, 0 to 1; empty leaves it to the model
 *     card
 * @param engine what computes
 */
public record ReadingConfig(OptionalDouble threshold, Engine engine) {
  public static final ReadingConfig STANDARD =
      new ReadingConfig(OptionalDouble.empty(), Engine.CPU);

  /** What computes the readings. */
  public enum Engine {
    CPU,
    /** GPU and DLA of a Jetson; the CPU where they cannot be used. */
    TENSORRT,
    /** The CPU, with the times that a board would take, predicted, beside. */
    SIMULATED_ORIN_64,
    SIMULATED_ORIN_32,
    SIMULATED_XAVIER;

    private static final String SIMULATED = "simulated-";

    /** As it stands in the settings. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The board that is simulated, if any, such as {@code orin-64}. */
    public Optional<String> board() {
      return word().startsWith(SIMULATED)
          ? Optional.of(word().substring(SIMULATED.length()))
          : Optional.empty();
    }
  }

  public ReadingConfig {
    // written so that NaN fails, too
    if (threshold.isPresent() && !(threshold.getAsDouble() >= 0 && threshold.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "threshold " + threshold.getAsDouble() + ", must be 0 to 1");
    }
  }
}
