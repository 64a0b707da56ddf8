package duet.app.vision.input;

/**
 * Bilinear weights along one axis, with half-pixel centres: output {@code i} is the sum over {@code
 * k} of {@code weight(i, k)} x input {@code first(i) + k}. At the edges the weights that are left
 * are brought to 1 again. Computed once a geometry, so that a frame costs no allocation.
 */
public final class Taps {
  /** What becomes of details when an image shrinks; enlarging is the same for both. */
  public enum Shrink {
    /** Two neighbours, others are skipped: OpenCV's INTER_LINEAR, TensorFlow's resize. */
    SKIP,
    /** All that an output pixel covers, weighted as a triangle: Pillow's BILINEAR. */
    AVERAGE
  }

  private final int in;
  private final int width;
  private final int[] first;
  private final double[] weights;

  private Taps(int in, int size, int width) {
    this.in = in;
    this.width = width;
    first = new int[size];
    weights = new double[size * width];
  }

  /** Weights that bring {@code in} samples, the first of which has index {@code offset}, to out. */
  public static Taps of(int in, int offset, int out, Shrink shrink) {
    double step = (double) in / out;
    double support = shrink == Shrink.AVERAGE ? Math.max(1, step) : 1;
    Taps taps = new Taps(in, out, Math.min(in, (int) Math.ceil(support) * 2 + 1));
    for (int i = 0; i < out; i++) {
      double centre = (i + 0.5) * step;
      int low = Math.min(in - 1, Math.max(0, (int) (centre - support + 0.5)));
      int high = Math.max(low + 1, Math.min(in, (int) (centre + support + 0.5)));
      taps.first[i] = offset + low;
      taps.weigh(i, high - low, low - centre + 0.5, 1 / support);
    }
    return taps;
  }

  private void weigh(int i, int count, double start, double perSample) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      weights[i * width + k] = triangle((start + k) * perSample);
      sum += weights[i * width + k];
    }
    for (int k = 0; k < count; k++) {
      weights[i * width + k] *= 1 / sum;
    }
  }

  private static double triangle(double x) {
    return Math.max(0, 1 - Math.abs(x));
  }

  /** Outputs. */
  public int size() {
    return first.length;
  }

  /** Whether it is for lines of this many inputs and outputs. */
  boolean brings(int in, int out) {
    return this.in == in && first.length == out;
  }

  /** How many inputs an output may have; weights of those it has not are 0. */
  public int width() {
    return width;
  }

  /** Index of the first input of an output. */
  public int first(int i) {
    return first[i];
  }

  /** Weight of the k-th input of an output. */
  public double weight(int i, int k) {
    return weights[i * width + k];
  }

  /** Output {@code i} of a line of inputs. */
  public float apply(float[] line, int i) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
      double weight = weights[i * width + k];
      if (weight != 0) {
        sum += weight * line[first[i] + k];
      }
    }
    return (float) sum;
  }
}
