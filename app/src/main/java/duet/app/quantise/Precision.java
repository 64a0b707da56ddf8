package duet.app.quantise;

import duet.models.card.ModelFile;
import java.util.Locale;

/** Into how many bits a model shall go. */
public enum Precision {
  /** Convolutions on bytes; needs pictures to find the ranges on. */
  INT8(ModelFile.Precision.INT8),
  /** Weights and activations in FP16, for devices that compute in it. */
  FP16(ModelFile.Precision.FP16),
  /** Weights stored in FP16 and computed with in FP32: a smaller file for the CPU. */
  FP16_WEIGHTS(ModelFile.Precision.FP16);

  private final ModelFile.Precision onCard;

  Precision(ModelFile.Precision onCard) {
    this.onCard = onCard;
  }

  ModelFile.Precision onCard() {
    return onCard;
  }

  /** As the command line has it, such as fp16-weights. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
