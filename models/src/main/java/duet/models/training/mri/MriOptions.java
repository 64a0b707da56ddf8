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
 * @param loss what is minimised
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
    LossWeights loss,
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

  /** The same for another variant and seed. */
  MriOptions with(Pix2Pix.Variant other, long otherSeed) {
    return new MriOptions(
        other, width, epochs, batch, rate, loss, dropout, keep, patience, otherSeed);
  }

  /** All of them by name, for the record of the run. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("variant", variant.name().toLowerCase(Locale.ROOT));
    map.put("width", width);
    map.put("epochs", epochs);
    map.put("batch", batch);
    map.put("rate", rate);
    map.putAll(loss.asMap());
    map.put("dropout", dropout);
    map.put("keep", keep);
    map.put("patience", patience);
    map.put("seed", seed);
    map.put("augmentation", augmentation().toString());
    return map;
  }
}
