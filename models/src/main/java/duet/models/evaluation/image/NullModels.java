package duet.models.evaluation.image;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the null models to training pairs.
 *
 * <ul>
 *   <li>mean MRI: at each pixel the mean of all training MRIs;
 *   <li>linear map: MRI = a CT + b with the least squared error over all training pixels;
 *   <li>grey-level map: for each CT level the mean MRI of the training pixels of that level, which
 *       is the best that any function of one pixel can do; levels that never occur take the value
 *       on the line between their neighbours.
 * </ul>
 *
 * All are rounded and clamped to 0..255.
 */
public final class NullModels {
  private static final int LEVELS = 256;

  private final int width;
  private final int height;
  private final long[] pixelSum;
  private final long[] levelSum = new long[LEVELS];
  private final long[] levelCount = new long[LEVELS];
  private int pictures;

  private NullModels(int width, int height) {
    this.width = width;
    this.height = height;
    pixelSum = new long[width * height];
  }

  /** Those that need no training: the CT itself and black. */
  public static List<NullModel> unfitted() {
    return List.of(NullModel.copy(), NullModel.black());
  }

  /**
   * All of them.
   *
   * @param training at least one pair, all of one size
   */
  public static List<NullModel> fit(List<Pair> training) {
    GreyPicture first = training.get(0).readCt();
    NullModels sums = new NullModels(first.width(), first.height());
    for (Pair pair : training) {
      sums.add(pair.readCt(), pair.readMri());
    }
    List<NullModel> models = new ArrayList<>(unfitted());
    models.add(sums.meanMri());
    models.add(table("linear map", "a CT + b, least squares on training pixels", sums.line()));
    models.add(table("grey-level map", "mean training MRI of each CT level", sums.levels()));
    return List.copyOf(models);
  }

  /** Fits on pictures in memory. */
  static NullModels of(List<GreyPicture> cts, List<GreyPicture> mris) {
    NullModels sums = new NullModels(cts.get(0).width(), cts.get(0).height());
    for (int i = 0; i < cts.size(); i++) {
      sums.add(cts.get(i), mris.get(i));
    }
    return sums;
  }

  private void add(GreyPicture ct, GreyPicture mri) {
    pictures++;
    for (int i = 0; i < pixelSum.length; i++) {
      int level = ct.grey()[i] & 0xFF;
      int value = mri.grey()[i] & 0xFF;
      pixelSum[i] += value;
      levelSum[level] += value;
      levelCount[level]++;
    }
  }

  NullModel meanMri() {
    byte[] mean = new byte[pixelSum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = grey((double) pixelSum[i] / pictures);
    }
    GreyPicture picture = new GreyPicture(width, height, mean);
    return new NullModel("mean MRI", "mean of the training MRIs at each pixel", ct -> picture);
  }

  /** Value by level. */
  double[] line() {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int level = 0; level < LEVELS; level++) {
      n += levelCount[level];
      x += (double) level * levelCount[level];
      y += levelSum[level];
      xx += (double) level * level * levelCount[level];
      xy += (double) level * levelSum[level];
    }
    double spread = n * xx - x * x;
    double slope = spread == 0 ? 0 : (n * xy - x * y) / spread;
    double[] values = new double[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      values[level] = slope * level + (y - slope * x) / n;
    }
    return values;
  }

  /** Value by level. */
  double[] levels() {
    double[] values = new double[LEVELS];
    int known = -1;
    for (int level = 0; level < LEVELS; level++) {
      if (levelCount[level] > 0) {
        values[level] = (double) levelSum[level] / levelCount[level];
        bridge(values, known, level);
        known = level;
      }
    }
    bridge(values, known, LEVELS);
    return values;
  }

  /** Fills what lies between two known levels; beyond the outermost their value goes on. */
  private static void bridge(double[] values, int from, int to) {
    for (int level = from + 1; level < to; level++) {
      if (from < 0) {
        values[level] = values[to];
      } else if (to == LEVELS) {
        values[level] = values[from];
      } else {
        double share = (double) (level - from) / (to - from);
        values[level] = values[from] + share * (values[to] - values[from]);
      }
    }
  }

  static NullModel table(String name, String method, double[] values) {
    byte[] table = new byte[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      table[level] = grey(values[level]);
    }
    return new NullModel(name, method, ct -> mapped(ct, table));
  }

  private static GreyPicture mapped(GreyPicture ct, byte[] table) {
    byte[] grey = new byte[ct.grey().length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = table[ct.grey()[i] & 0xFF];
    }
    return new GreyPicture(ct.width(), ct.height(), grey);
  }

  private static byte grey(double value) {
    return (byte) Math.max(0, Math.min(LEVELS - 1, Math.round(value)));
  }
}
