package duet.models.training.detect;

import duet.models.card.ImageInput.Resize;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a detector is trained; with the data it decides every number of the run.
 *
 * @param resize what of a picture is shown: letterboxed, or the head alone
 * @param size side of the network's input, a multiple of 32
 * @param firstSize side in the first part of the run, which a smaller one makes cheaper
 * @param firstPart share of the run that is the first part; all of it may be, since a network does
 *     well on pictures somewhat larger than those that it learnt from
 * @param classes 1, all boxes alike, or as many as the labels name
 * @param epochs times as many pictures as the training split has are drawn
 * @param batch pictures a step; twice as many while they are small
 * @param rate peak of the learning rate
 * @param decay of the weights
 * @param keep of the moving average of the weights at each step
 * @param mosaic share of the pictures that are cut from four; none in the last epochs
 */
public record DetectOptions(
    Resize resize,
    int size,
    int firstSize,
    double firstPart,
    int classes,
    int epochs,
    int batch,
    float rate,
    float decay,
    float keep,
    double mosaic,
    long seed) {
  /** From here on pictures are whole, as they are when the detector is used. */
  private static final double MOSAIC_ENDS = 0.85;

  public DetectOptions {
    require(resize != Resize.STRETCH, "resize is stretch, must be letterbox or head");
    require(size >= 64 && size % 32 == 0, "size is " + size + ", must be a multiple of 32 from 64");
    require(
        firstSize >= 64 && firstSize % 32 == 0 && firstSize <= size,
        "first-size is " + firstSize + ", must be a multiple of 32 from 64 to the size");
    require(firstPart >= 0 && firstPart <= 1, "first-part is " + firstPart + ", must be 0 to 1");
    require(classes >= 1, "classes is " + classes + ", must be 1 or more");
    require(epochs >= 1, "epochs is " + epochs + ", must be 1 or more");
    require(batch >= 1, "batch is " + batch + ", must be 1 or more");
    require(rate > 0 && rate < 1, "rate is " + rate + ", must be between 0 and 1");
    require(decay >= 0 && decay < 1, "decay is " + decay + ", must be 0 or more and below 1");
    require(keep >= 0 && keep < 1, "keep is " + keep + ", must be 0 or more and below 1");
    require(mosaic >= 0 && mosaic <= 1, "mosaic is " + mosaic + ", must be 0 to 1");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private boolean isFirst(long step, long total) {
    return step <= firstPart * total;
  }

  /** Side of the pictures at a step. */
  int sizeAt(long step, long total) {
    return isFirst(step, total) ? firstSize : size;
  }

  /** Pictures at a step. */
  int batchAt(long step, long total) {
    return isFirst(step, total) && firstSize < size ? 2 * batch : batch;
  }

  /** Share of mosaics at a step. */
  double mosaicAt(long step, long total) {
    return step < MOSAIC_ENDS * total ? mosaic : 0;
  }

  /** All of them by name, for the record of the run. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("resize", resize.toString());
    map.put("size", size);
    map.put("firstSize", firstSize);
    map.put("firstPart", firstPart);
    map.put("classes", classes);
    map.put("epochs", epochs);
    map.put("batch", batch);
    map.put("rate", rate);
    map.put("decay", decay);
    map.put("keep", keep);
    map.put("mosaic", mosaic);
    map.put("seed", seed);
    return map;
  }
}
