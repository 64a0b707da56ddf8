package duet.models.training.detect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import duet.models.training.detect.scene.Augmenter;
import duet.models.training.detect.yolo.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Pictures of one step.
 *
 * @param size of their sides
 * @param boxes of each picture
 */
record Batch(int size, List<float[]> pictures, List<List<Box>> boxes) {
  /** A batch that depends on seed and number alone, so a resumed run sees what it would have. */
  static Batch of(Augmenter augmenter, DetectOptions options, long number, long total) {
    Random random = new Random(options.seed() * 1_000_003 + number * 7919);
    int size = options.sizeAt(number, total);
    List<float[]> pictures = new ArrayList<>();
    List<List<Box>> boxes = new ArrayList<>();
    for (int i = 0; i < options.batchAt(number, total); i++) {
      Augmenter.Example example = augmenter.example(random, size, options.mosaicAt(number, total));
      pictures.add(example.grey());
      boxes.add(example.boxes());
    }
    return new Batch(size, pictures, boxes);
  }

  /** N x 3 x size x size; three times the same channel. */
  static NDArray images(NDManager manager, List<float[]> pictures, int size) {
    float[] all = new float[pictures.size() * 3 * size * size];
    int at = 0;
    for (float[] picture : pictures) {
      for (int channel = 0; channel < 3; channel++) {
        System.arraycopy(picture, 0, all, at, picture.length);
        at += picture.length;
      }
    }
    return manager.create(all, new Shape(pictures.size(), 3, size, size));
  }
}
