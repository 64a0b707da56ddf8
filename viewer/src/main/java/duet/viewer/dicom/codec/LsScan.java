package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;
import java.util.Arrays;

/**
 * Line by line decoder of JPEG-LS. Each sample is predicted from its neighbours
 *
 * <pre>
 *   corner above right
 *   left   sample
 * </pre>
 *
 * and the error is Golomb coded with statistics of its context; flat regions are coded as runs.
 * Names in comments are those of T.87.
 */
final class LsScan {
  private static final int CONTEXTS = 365;

  /** J: log2 of the run length that one bit stands for. */
  private static final int[] RUN_BITS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private static final int MOST_GOLOMB_BITS = 24;

  private final JpegLsDecoder.Parameters parameters;
  private final LsBits bits;
  private final int width;
  private final int step;
  private final int range;
  private final int rangeBits;
  private final int limit;

  private final int[] magnitude = new int[CONTEXTS + 2]; // A
  private final int[] bias = new int[CONTEXTS]; // B
  private final int[] correction = new int[CONTEXTS]; // C
  private final int[] count = new int[CONTEXTS + 2]; // N
  private final int[] negative = new int[2]; // Nn
  private int runIndex;

  // both with one sample more on either side
  private int[] above;
  private int[] line;

  LsScan(JpegLsDecoder.Parameters parameters, LsBits bits, int width) {
    this.parameters = parameters;
    this.bits = bits;
    this.width = width;
    this.step = parameters.step();
    this.range = parameters.range();
    this.rangeBits = parameters.bitsOfRange();
    this.limit = parameters.limit();
    this.above = new int[width + 2];
    this.line = new int[width + 2];
    Arrays.fill(magnitude, Math.max(2, (range + 32) / 64));
    Arrays.fill(count, 1);
  }

  /** Decodes the next line into {@code words[from...]}. */
  void line(int[] words, int from) throws DicomException {
    line[0] = above[1];
    above[width + 1] = above[width];
    int x = 1;
    while (x <= width) {
      int left = line[x - 1];
      int corner = above[x - 1];
      int up = above[x];
      int context =
          81 * quantized(above[x + 1] - up) + 9 * quantized(up - corner) + quantized(corner - left);
      if (context == 0) {
        x = run(x);
      } else {
        line[x++] = regular(context, predict(left, up, corner));
      }
    }
    System.arraycopy(line, 1, words, from, width);
    int[] finished = line;
    line = above;
    above = finished;
  }

  private int quantized(int gradient) {
    int size = Math.abs(gradient);
    int level =
        size <= parameters.near()
            ? 0
            : size < parameters.t1()
                ? 1
                : size < parameters.t2() ? 2 : size < parameters.t3() ? 3 : 4;
    return gradient < 0 ? -level : level;
  }

  private static int predict(int left, int up, int corner) {
    int most = Math.max(left, up);
    int least = Math.min(left, up);
    return corner >= most ? least : corner <= least ? most : left + up - corner;
  }

  private int regular(int signedContext, int prediction) throws DicomException {
    int sign = signedContext < 0 ? -1 : 1;
    int q = Math.abs(signedContext);
    int corrected = Math.max(0, Math.min(parameters.max(), prediction + sign * correction[q]));
    int k = golombBits(magnitude[q], count[q]);
    int mapped = golomb(k, limit);
    boolean flipped = parameters.near() == 0 && k == 0 && 2 * bias[q] <= -count[q];
    int even = flipped ? -(mapped >> 1) - 1 : mapped >> 1;
    int odd = flipped ? mapped >> 1 : -((mapped + 1) >> 1);
    int error = (mapped & 1) == 0 ? even : odd;
    learn(q, error);
    return sample(corrected + sign * error * step);
  }

  private void learn(int q, int error) {
    magnitude[q] += Math.abs(error);
    bias[q] += error * step;
    if (count[q] == parameters.reset()) {
      magnitude[q] >>= 1;
      bias[q] = bias[q] >= 0 ? bias[q] >> 1 : -((1 - bias[q]) >> 1);
      count[q] >>= 1;
    }
    count[q]++;
    if (bias[q] <= -count[q]) {
      bias[q] = Math.max(bias[q] + count[q], -count[q] + 1);
      correction[q] = Math.max(correction[q] - 1, -128);
    } else if (bias[q] > 0) {
      bias[q] = Math.min(bias[q] - count[q], 0);
      correction[q] = Math.min(correction[q] + 1, 127);
    }
  }

  /** Copies of the left neighbour and the sample that ends them; returns where to go on. */
  private int run(int start) throws DicomException {
    int x = start;
    int value = line[x - 1];
    while (bits.bit() == 1) {
      int full = 1 << RUN_BITS[runIndex];
      int end = Math.min(x + full, width + 1);
      Arrays.fill(line, x, end, value);
      if (end - x == full) {
        runIndex = Math.min(runIndex + 1, 31);
      }
      x = end;
      if (x > width) {
        return x;
      }
    }
    int rest = bits.take(RUN_BITS[runIndex]);
    if (rest > width + 1 - x) {
      throw Segments.damaged("has a run past the end of its line");
    }
    Arrays.fill(line, x, x + rest, value);
    x += rest;
    if (x <= width) {
      line[x] = interruption(value, above[x]);
      x++;
    }
    return x;
  }

  private int interruption(int left, int up) throws DicomException {
    int type = Math.abs(left - up) <= parameters.near() ? 1 : 0; // RItype
    int q = CONTEXTS + type;
    int k = golombBits(magnitude[q] + type * (count[q] >> 1), count[q]);
    int mapped = golomb(k, limit - RUN_BITS[runIndex] - 1);
    int odd = (mapped + type) & 1;
    int size = (mapped + type + odd) >> 1;
    boolean mostlyNegative = k != 0 || 2 * negative[type] >= count[q];
    int error = mostlyNegative == (odd == 1) ? -size : size;
    if (error < 0) {
      negative[type]++;
    }
    magnitude[q] += (mapped + 1 - type) >> 1;
    if (count[q] == parameters.reset()) {
      magnitude[q] >>= 1;
      count[q] >>= 1;
      negative[type] >>= 1;
    }
    count[q]++;
    runIndex = Math.max(0, runIndex - 1);
    int sign = type == 0 && left > up ? -1 : 1;
    return sample((type == 1 ? left : up) + sign * error * step);
  }

  /**
   * k: the smallest for which count << k reaches the magnitude. Bounded: damaged data never ends.
   */
  private static int golombBits(int magnitude, int count) throws DicomException {
    int k = 0;
    while (count << k < magnitude) {
      if (++k > MOST_GOLOMB_BITS) {
        throw Segments.damaged("has statistics that no encoder writes");
      }
    }
    return k;
  }

  private int golomb(int k, int longest) throws DicomException {
    int zeros = bits.zeros(limit);
    return zeros < longest - rangeBits - 1 ? (zeros << k) | bits.take(k) : bits.take(rangeBits) + 1;
  }

  /** Brings a reconstructed value back into the range of samples. */
  private int sample(int value) {
    int near = parameters.near();
    int wrapped = value;
    if (value < -near) {
      wrapped += range * step;
    } else if (value > parameters.max() + near) {
      wrapped -= range * step;
    }
    return Math.max(0, Math.min(parameters.max(), wrapped));
  }
}
