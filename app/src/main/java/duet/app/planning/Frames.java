package duet.app.planning;

import duet.app.vision.input.Pixels;
import duet.app.vision.input.Preparation;
import duet.inference.tensor.Tensor;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.viewer.phantom.PhantomStudy;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;

/** Slices of the phantom as two networks see them, and a check sum of what they give. */
final class Frames {
  private static final int SLICES = 8;
  private static final int TIMES = 9;

  private final List<ModelCard> cards;
  private final List<List<float[]>> images = new ArrayList<>();

  Frames(List<InstalledModel> models) {
    cards = models.stream().map(InstalledModel::card).toList();
    PhantomStudy phantom = PhantomStudy.standard();
    cards.forEach(card -> images.add(new ArrayList<>()));
    for (int i = 0; i < SLICES; i++) {
      var slice = phantom.slice(4 + 2 * i);
      for (int task = 0; task < cards.size(); task++) {
        var input = cards.get(task).input();
        FloatBuffer image = FloatBuffer.allocate(input.channels() * input.height() * input.width());
        new Preparation(input).fill(image, Pixels.of(slice, input));
        images.get(task).add(image.array());
      }
    }
  }

  int different() {
    return SLICES;
  }

  void load(int task, long frame, Map<String, Tensor> tensors) {
    String name = cards.get(task).input().tensor();
    Objects.requireNonNull(tensors.get(name), name)
        .floats()
        .put(images.get(task).get((int) (frame % SLICES)));
  }

  /** Of every bit of every result. */
  long checkSum(List<String> results, Map<String, Tensor> tensors) {
    CRC32C sum = new CRC32C();
    for (String name : results) {
      ByteBuffer bytes = Objects.requireNonNull(tensors.get(name), name).data().duplicate();
      sum.update(bytes.clear());
    }
    return sum.getValue();
  }

  /** What loading and summing take of a lane. */
  Handling handling(int task, List<String> results, Map<String, Tensor> tensors) {
    long[] before = new long[TIMES];
    long[] after = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      load(task, i, tensors);
      long loaded = System.nanoTime();
      checkSum(results, tensors);
      before[i] = loaded - start;
      after[i] = System.nanoTime() - loaded;
    }
    Arrays.sort(before);
    Arrays.sort(after);
    return new Handling(before[TIMES / 2], after[TIMES / 2]);
  }
}
