package duet.models.training.mri;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;
import duet.models.dataset.PairSet;
import duet.models.training.RunRecord;
import duet.models.training.mri.MriStep.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The pairs of one split, in memory. */
record Pairs(List<Example> examples, RunRecord.Split record) {
  private static final long EPOCHS = 0x9E3779B97F4A7C15L;

  static Pairs read(PairSet set) {
    List<Example> examples = new ArrayList<>();
    for (Pair pair : set.pairs()) {
      GreyPicture ct = pair.readCt();
      examples.add(
          new Example(pair.name(), pair.caseId(), ct.width(), ct.grey(), pair.readMri().grey()));
    }
    List<Path> files =
        set.pairs().stream().flatMap(pair -> Stream.of(pair.ct(), pair.mri())).toList();
    List<String> cases = List.copyOf(set.byCase().keySet());
    return new Pairs(examples, RunRecord.Split.of(cases, examples.size(), files));
  }

  /** With MRIs of one brightness. */
  Pairs levelled() {
    return new Pairs(Levelling.of(examples), record);
  }

  int stepsPerEpoch(int batch) {
    return Math.max(1, examples.size() / batch);
  }

  /**
   * The batch of a step: the same for the same seed and step, so that a run that goes on after a
   * stop sees what it would have seen.
   *
   * @param step from 1 on
   */
  Batch batch(long step, MriOptions options) {
    int perEpoch = stepsPerEpoch(options.batch());
    long epoch = (step - 1) / perEpoch;
    int[] order = order(options.seed() + epoch * EPOCHS);
    int first = (int) ((step - 1) % perEpoch) * options.batch();
    SplittableRandom random = new SplittableRandom(options.seed() * 31 + step);
    int pixels = examples.get(0).ct().length;
    float[] ct = new float[options.batch() * pixels];
    float[] mri = new float[ct.length];
    float[] oneCt = new float[pixels];
    float[] oneMri = new float[pixels];
    for (int i = 0; i < options.batch(); i++) {
      Example example = examples.get(order[(first + i) % order.length]);
      options.augmentation().apply(example, random, oneCt, oneMri);
      System.arraycopy(oneCt, 0, ct, i * pixels, pixels);
      System.arraycopy(oneMri, 0, mri, i * pixels, pixels);
    }
    return new Batch(ct, mri);
  }

  private int[] order(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[examples.size()];
    for (int i = 0; i < order.length; i++) {
      int at = random.nextInt(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
    return order;
  }
}
