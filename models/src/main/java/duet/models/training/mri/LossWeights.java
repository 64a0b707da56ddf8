package duet.models.training.mri;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each part of a generator's loss counts.
 *
 * @param lambda of the mean absolute difference, of values in -1..1; 100 in the tutorial
 * @param similarity of 1 - SSIM; 0 in the tutorial
 * @param adversarial of the discriminator's word; 1 in the tutorial, 0 does without one
 * @param adversarialFrom epoch from which the discriminator learns and has its word; 1 in the
 *     tutorial
 */
public record LossWeights(float lambda, float similarity, float adversarial, int adversarialFrom) {

  /** As in the tutorial, and in the paper. */
  public static final LossWeights TUTORIAL = new LossWeights(100, 0, 1, 1);

  public LossWeights {
    demand(lambda >= 0, "lambda", lambda, "0 or more");
    demand(similarity >= 0, "similarity", similarity, "0 or more");
    demand(lambda + similarity > 0, "lambda plus similarity", 0, "more than 0");
    demand(adversarial >= 0, "adversarial", adversarial, "0 or more");
  }

  private static void demand(boolean right, String name, Number value, String must) {
    if (!right) {
      throw new IllegalArgumentException(name + " is " + value + ", must be " + must);
    }
  }

  /** Whether there is a discriminator in an epoch. */
  boolean isAdversarial(int epoch) {
    return adversarial > 0 && epoch >= adversarialFrom;
  }

  /** All of them by name, for the record of the run. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("lambda", lambda);
    map.put("similarity", similarity);
    map.put("adversarial", adversarial);
    map.put("adversarialFrom", adversarialFrom);
    return map;
  }
}
