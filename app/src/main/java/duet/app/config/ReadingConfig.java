package duet.app.config;

import java.util.OptionalDouble;

/**
 * How readings are made and shown.
 *
 * @param threshold lowest confidence at which a box is shown, 0 to 1; empty leaves it to the model
 *     card
 */
public record ReadingConfig(OptionalDouble threshold) {
  public static final ReadingConfig STANDARD = new ReadingConfig(OptionalDouble.empty());

  public ReadingConfig {
    // written so that NaN fails, too
    if (threshold.isPresent() && !(threshold.getAsDouble() >= 0 && threshold.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "threshold " + threshold.getAsDouble() + ", must be 0 to 1");
    }
  }
}
