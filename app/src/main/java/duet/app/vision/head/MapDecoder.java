package duet.app.vision.head;

import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The head of YOLOv8 outside the network: from one map a level, 1 x (4 bins + classes) x height x
 * width, or one of the bins and one of the classes, to the tensor that the whole network would have
 * given, 1 x (4 + classes) x anchors.
 *
 * <p>For each pixel and side the softmax over the bins is a distribution of distances, and its mean
 * is the distance of that side from the centre of the pixel, in strides. Scores pass a sigmoid.
 * Sums are taken in the order of the exported head, so results differ from it by rounding only.
 * Keeps its buffers; for one thread.
 */
public final class MapDecoder {
  private static final int SIDES = 4;

  private final List<Level> levels;
  private final List<String> maps;
  private final int bins;
  private final int classes;
  private final int anchors;
  private final float[] weights;
  private final float[] distances = new float[SIDES];

  /**
   * One level.
   *
   * @param bins its distributions lie in
   * @param scores the scores lie in; the same map where both are side by side
   * @param stride pixels of the input a pixel of the map
   * @param first anchor of the level
   */
  private record Level(Port bins, Port scores, int stride, int first) {
    int width() {
      return bins.shape().dim(3);
    }

    int pixels() {
      return bins.shape().dim(2) * width();
    }
  }

  private MapDecoder(List<Level> levels, List<String> maps, int bins, int classes) {
    this.levels = List.copyOf(levels);
    this.maps = List.copyOf(maps);
    this.bins = bins;
    this.classes = classes;
    Level last = levels.get(levels.size() - 1);
    this.anchors = last.first() + last.pixels();
    this.weights = new float[bins];
  }

  /**
   * A decoder for outputs that are maps, the finest first; where bins and scores are apart, those
   * of all levels before these.
   *
   * @param height of the image that the network takes
   * @return empty where the outputs are something else
   */
  public static Optional<MapDecoder> of(List<Port> outputs, int height, int classes) {
    if (outputs.isEmpty() || !outputs.stream().allMatch(port -> isMap(port, height))) {
      return Optional.empty();
    }
    if (areOf(outputs, channels(outputs.get(0))) && channels(outputs.get(0)) > classes) {
      return of(outputs, outputs, height, channels(outputs.get(0)) - classes, classes);
    }
    int half = outputs.size() / 2;
    List<Port> bins = outputs.subList(0, half);
    List<Port> scores = outputs.subList(half, outputs.size());
    return half == scores.size()
            && areOf(bins, channels(bins.get(0)))
            && areOf(scores, classes)
            && sizes(bins).equals(sizes(scores))
        ? of(bins, scores, height, channels(bins.get(0)), classes)
        : Optional.empty();
  }

  private static Optional<MapDecoder> of(
      List<Port> bins, List<Port> scores, int height, int distributions, int classes) {
    List<Level> levels = new ArrayList<>();
    int anchors = 0;
    for (int i = 0; i < bins.size(); i++) {
      int stride = height / bins.get(i).shape().dim(2);
      Level level = new Level(bins.get(i), scores.get(i), stride, anchors);
      levels.add(level);
      anchors += level.pixels();
    }
    List<String> maps =
        Stream.concat(bins.stream(), scores.stream()).map(Port::name).distinct().toList();
    return distributions % SIDES == 0
        ? Optional.of(new MapDecoder(levels, maps, distributions / SIDES, classes))
        : Optional.empty();
  }

  private static boolean areOf(List<Port> maps, int channels) {
    return maps.stream().allMatch(map -> channels(map) == channels);
  }

  private static int channels(Port port) {
    return port.shape().dim(1);
  }

  private static List<List<Long>> sizes(List<Port> maps) {
    return maps.stream().map(map -> map.shape().dims().subList(2, SIDES)).toList();
  }

  private static boolean isMap(Port port, int height) {
    return port.type() == DataType.FLOAT
        && port.shape().rank() == SIDES
        && port.shape().dim(0) == 1
        && port.shape().dim(2) > 0
        && height % port.shape().dim(2) == 0;
  }

  /** Names of the maps, in the order in which {@link #decode} takes them. */
  public List<String> maps() {
    return maps;
  }

  /** Rows of what {@link #decode} gives: four of a box, one a class. */
  public int rows() {
    return SIDES + classes;
  }

  public int anchors() {
    return anchors;
  }

  /**
   * Computes boxes and scores.
   *
   * @param given in the order of {@link #maps}
   * @param into rows x anchors
   */
  public void decode(List<FloatBuffer> given, FloatBuffer into) {
    for (Level level : levels) {
      boxes(level, given.get(maps.indexOf(level.bins().name())), into);
      scores(level, given.get(maps.indexOf(level.scores().name())), into);
    }
  }

  private void boxes(Level level, FloatBuffer map, FloatBuffer into) {
    for (int pixel = 0; pixel < level.pixels(); pixel++) {
      for (int side = 0; side < SIDES; side++) {
        distances[side] = mean(map, side * bins * level.pixels() + pixel, level.pixels());
      }
      int row = pixel / level.width();
      float x = pixel - row * level.width() + 0.5f;
      float y = row + 0.5f;
      axis(level, pixel, into, 0, x - distances[0], x + distances[2]);
      axis(level, pixel, into, 1, y - distances[1], y + distances[3]);
    }
  }

  private void axis(Level level, int pixel, FloatBuffer into, int axis, float low, float high) {
    int at = level.first() + pixel;
    into.put(axis * anchors + at, (low + high) * 0.5f * level.stride());
    into.put((axis + 2) * anchors + at, (high - low) * level.stride());
  }

  /** The mean bin of a distribution whose logits lie a step apart. */
  private float mean(FloatBuffer map, int at, int step) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int bin = 0; bin < bins; bin++) {
      weights[bin] = map.get(at + bin * step);
      largest = Math.max(largest, weights[bin]);
    }
    double sum = 0;
    double moment = 0;
    for (int bin = 0; bin < bins; bin++) {
      double weight = Math.exp((double) weights[bin] - largest);
      sum += weight;
      moment += weight * bin;
    }
    return (float) (moment / sum);
  }

  private void scores(Level level, FloatBuffer map, FloatBuffer into) {
    int from = level.scores().equals(level.bins()) ? SIDES * bins * level.pixels() : 0;
    for (int c = 0; c < classes; c++) {
      for (int pixel = 0; pixel < level.pixels(); pixel++) {
        double logit = map.get(from + c * level.pixels() + pixel);
        float score = (float) (1 / (1 + Math.exp(-logit)));
        into.put((SIDES + c) * anchors + level.first() + pixel, score);
      }
    }
  }
}
