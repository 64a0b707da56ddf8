package duet.app.quantise;

import duet.inference.calibration.Clipping;
import java.util.Set;

/**
 * How a model is brought into fewer bits.
 *
 * @param clipping of the ranges of activations; INT8 only
 * @param kept names of convolutions that stay as they are besides the last ones and the fixed ramps
 *     of a detector; INT8 only
 * @param aim that shall run it; for FP16 all the same
 */
public record Recipe(Precision precision, Clipping clipping, Set<String> kept, Aim aim) {
  public Recipe {
    kept = Set.copyOf(kept);
  }
}
