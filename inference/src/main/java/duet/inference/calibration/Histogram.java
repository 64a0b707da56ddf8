package duet.inference.calibration;

import duet.inference.surgery.precision.Range;
import java.nio.FloatBuffer;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How often the values between two bounds were seen, in equal bins, and where to clip them. */
final class Histogram {
  private static final int BINS = 2048;
  private static final double FAR = 0.0001;
  private static final double SHRINK = 0.97;
  private static final int SHRINKS = 60;

  private final double low;
  private final double width;
  private final long[] counts = new long[BINS];

  /** Empty, for values within a range. */
  Histogram(Range seen) {
    low = seen.low();
    width = (seen.high() - seen.low()) / BINS;
  }

  void add(FloatBuffer values) {
    for (int i = 0; i < values.limit(); i++) {
      int bin = (int) ((values.get(i) - low) / width);
      counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    }
  }

  Range range(Clipping clipping) {
    return switch (clipping) {
      case NONE -> new Range(low, low + BINS * width);
      case PERCENTILE -> percentile();
      case LEAST_ERROR -> leastError();
    };
  }

  private Range percentile() {
    double cut = LongStream.of(counts).sum() * FAR / 2;
    int first = 0;
    for (long seen = counts[0]; seen <= cut && first < BINS - 1; seen += counts[first]) {
      first++;
    }
    int last = BINS - 1;
    for (long seen = counts[last]; seen <= cut && last > first; seen += counts[last]) {
      last--;
    }
    return new Range(low + first * width, low + (last + 1) * width);
  }

  /** Shrinks one end, then the other: their errors hardly depend on each other. */
  private Range leastError() {
    Range all = range(Clipping.NONE);
    Range cut = best(all, share -> new Range(all.low(), all.high() * share));
    return best(cut, share -> new Range(cut.low() * share, cut.high()));
  }

  private Range best(Range whole, DoubleFunction<Range> shrunk) {
    return IntStream.rangeClosed(1, SHRINKS)
        .mapToObj(i -> shrunk.apply(Math.pow(SHRINK, i)))
        .reduce(whole, (best, tried) -> error(tried) < error(best) ? tried : best);
  }

  /** Sum of the squared errors: of rounding within the range, of clipping outside. */
  private double error(Range range) {
    double rounding = (double) range.scale() * range.scale() / 12;
    double sum = 0;
    for (int i = 0; i < BINS; i++) {
      if (counts[i] > 0) {
        double value = low + (i + 0.5) * width;
        double clipped = Math.max(0, Math.max(range.low() - value, value - range.high()));
        sum += counts[i] * (clipped > 0 ? clipped * clipped : rounding);
      }
    }
    return sum;
  }
}
