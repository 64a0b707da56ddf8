package duet.models.card;

import java.util.regex.Pattern;

/**
 * Which file a card was written for, and how large the network in it is.
 *
 * @param sha256 of the file, lower-case hex; a file with another one is refused
 * @param parameters numbers in the weights of convolutions and batch normalisations
 * @param macs multiply-accumulates of the convolutions for one run
 * @param precision of the weights
 */
public record ModelFile(String sha256, long parameters, long macs, Precision precision) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** How exact the numbers of the weights are. */
  public enum Precision {
    FP32,
    FP16,
    INT8
  }

  public ModelFile {
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 is '" + sha256 + "', must be 64 digits of lower-case hex");
    }
    if (parameters < 1 || macs < 1) {
      throw new IllegalArgumentException(
          "parameters " + parameters + " and macs " + macs + " must be at least 1");
    }
  }
}
