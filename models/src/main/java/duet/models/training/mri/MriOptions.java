package duet.models.training.mri;

import duet.models.build.Pix2Pix;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a generator is trained; with the data it decides every number of the run.
 *
 * @param epochs times that each pair is seen
 * @param batch pairs a step
 * @param rate peak of the learning rate of the generator
 * @param lambda weight of the mean absolute difference; 100 in the tutorial
 * @param similarity weight of 1 - SSIM; 0 in the tutorial
 * @param adversarial weight of the discriminator's word; 1 in the tutorial, 0 does without one
 * @param adversarialFrom epoch from which the discriminator learns and has its word; 1 in the
 *     tutorial
 * @param dropout in the first three blocks up while learning; 0.5 in the tutorial
 * @param keep of the moving average of the weights at each step
 * @param patience epochs without a better validation after which the run ends
 */
public record MriOptions(
    Pix2Pix.Variant variant,
    int width,
    int epochs,
    int batch,
    float rate,
    float lambda,
    float similarity,
    float adversarial,
    int adversarialFrom,
    float dropout,
    float keep,
    int patience,
    long seed) {

  /** A batch of one has no spread at the narrowest layer, which normalisation would divide by. */
  private static final int SMALLEST_BATCH = 2;

  public MriOptions {
    demand(width >= 1, "width", width, "1 or more");
    demand(epochs >= 1, "epochs", epochs, "1 or more");
    demand(batch >= SMALLEST_BATCH, "batch", batch, "2 or more");
    demand(rate > 0, "rate", rate, "more than 0");
    demand(lambda >= 0 && similarity >= 0, "lambda or similarity", lambda, "0 or more");
    demand(lambda + similarity > 0, "lambda plus similarity", 0, "more than 0");
    demand(adversarial >= 0, "adversarial", adversarial, "0 or more");
    demand(dropout >= 0 && dropout < 1, "dropout", dropout, "0 or more and less than 1");
    demand(keep >= 0 && keep < 1, "keep", keep, "0 or more and less than 1");
    demand(patience >= 1, "patience", patience, "1 or more");
  }

  private static void demand(boolean right, String name, Number value, String must) {
    if (!right) {
      throw new IllegalArgumentException(name + " is " + value + ", must be " + must);
    }
  }

  /** What a fresh run of the workstation's own model begins with. */
  Augmentation augmentation() {
    return Augmentation.USUAL;
  }

  /** Whether there is a discriminator in an epoch. */
  boolean isAdversarial(int epoch) {
    return adversarial > 0 && epoch >= adversarialFrom;
  }

  /** The same for another variant and seed. */
  MriOptions with(Pix2Pix.Variant other, long otherSeed) {
    return new MriOptions(
        other,
        width,
        epochs,
        batch,
        rate,
        lambda,
        similarity,
        adversarial,
        adversarialFrom,
        dropout,
        keep,
        patience,
        otherSeed);
  }

  /** All of them by name, for the record of the run. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("variant", variant.name().toLowerCase(Locale.ROOT));
    map.put("width", width);
    map.put("epochs", epochs);
    map.put("batch", batch);
    map.put("rate", rate);
    map.put("lambda", lambda);
    map.put("similarity", similarity);
    map.put("adversarial", adversarial);
    map.put("adversarialFrom", adversarialFrom);
    map.put("dropout", dropout);
    map.put("keep", keep);
    map.put("patience", patience);
    map.put("seed", seed);
    map.put("augmentation", augmentation().toString());
    return map;
  }
}
