package duet.inference.calibration;

import duet.inference.engine.Backend;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.graph.Graph;
import duet.inference.surgery.precision.Range;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The ranges of the inner values of a network over some images. Two runs over the images: the first
 * finds the bounds, the second counts what lies between them. Without clipping the first is enough.
 *
 * @param backend runs the network, on its first lane
 * @param graph with one input
 */
public record Calibration(Backend backend, Graph graph, Clipping clipping) {

  /** The images to run on. */
  public interface Images {
    int count();

    /** One image as the input of the network; the buffer may be used again for the next. */
    FloatBuffer image(int index);
  }

  /** How many runs {@link #ranges} makes, for a progress bar. */
  public int runs(Images images) {
    return clipping == Clipping.NONE ? images.count() : 2 * images.count();
  }

  /**
   * The range of each of the values.
   *
   * @param values names of inputs or computed values, all floats
   * @param progress told how many runs are done
   */
  public Map<String, Range> ranges(Collection<String> values, Images images, IntConsumer progress) {
    if (images.count() == 0) {
      throw new IllegalArgumentException("no images to calibrate on");
    }
    try (Watch watch = Watch.open(backend, graph, values)) {
      Map<String, Range> bounds = bounds(watch, values, images, progress);
      if (clipping == Clipping.NONE) {
        return bounds;
      }
      return clipped(watch, bounds, images, progress);
    }
  }

  private Map<String, Range> clipped(
      Watch watch, Map<String, Range> bounds, Images images, IntConsumer progress) {
    Map<String, Histogram> histograms = new HashMap<>();
    bounds.forEach((value, range) -> histograms.put(value, new Histogram(range)));
    for (int i = 0; i < images.count(); i++) {
      watch.run(images.image(i));
      histograms.forEach((value, histogram) -> histogram.add(watch.floats(value)));
      progress.accept(images.count() + i + 1);
    }
    Map<String, Range> ranges = new HashMap<>();
    histograms.forEach((value, histogram) -> ranges.put(value, histogram.range(clipping)));
    return ranges;
  }

  private static Map<String, Range> bounds(
      Watch watch, Collection<String> values, Images images, IntConsumer progress) {
    Map<String, Range> bounds = new HashMap<>();
    for (int i = 0; i < images.count(); i++) {
      watch.run(images.image(i));
      for (String value : values) {
        bounds.merge(value, bounds(value, watch.floats(value)), Calibration::union);
      }
      progress.accept(i + 1);
    }
    return bounds;
  }

  private static Range bounds(String value, FloatBuffer floats) {
    float low = 0;
    float high = 0;
    for (int i = 0; i < floats.limit(); i++) {
      float x = floats.get(i);
      if (!Float.isFinite(x)) {
        throw new InferenceException(
            Kind.FAILED,
            "the network computes " + x + " in '" + value + "'; it cannot be quantised");
      }
      low = Math.min(low, x);
      high = Math.max(high, x);
    }
    return new Range(low, high);
  }

  private static Range union(Range a, Range b) {
    return new Range(Math.min(a.low(), b.low()), Math.max(a.high(), b.high()));
  }

  /** Images that are all in memory. */
  public static Images images(List<FloatBuffer> images) {
    return new Images() {
      @Override
      public int count() {
        return images.size();
      }

      @Override
      public FloatBuffer image(int index) {
        return images.get(index);
      }
    };
  }
}
