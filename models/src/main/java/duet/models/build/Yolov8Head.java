package duet.models.build;

import duet.inference.graph.Attribute.Int;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Value;
import duet.inference.tensor.Shape;
import duet.models.build.Layers.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The head of YOLOv8: for each pixel of the three maps the distances from its centre to the four
 * sides of a box, each as the mean of a distribution over 16 bins (DFL), and a score a class.
 */
final class Yolov8Head {
  private static final int BINS = 16;
  private static final int[] STRIDES = {8, 16, 32};

  /** Small, so that of 8400 fresh scores a handful at most rises from the prior above 0.25. */
  private static final double SCORE_GAIN = 0.28;

  private final Layers layers;
  private final int size;
  private final int classes;

  Yolov8Head(Layers layers, int size, int classes) {
    this.layers = layers;
    this.size = size;
    this.classes = classes;
  }

  /** {@code output0} of the maps at strides 8, 16 and 32. */
  Value boxes(List<Value> maps) {
    List<Value> flat = new ArrayList<>();
    int narrowest = maps.get(0).shape().dim(1);
    for (int i = 0; i < maps.size(); i++) {
      Value distances = distances(maps.get(i), i);
      Value both = layers.concat("22.both." + i, 1, distances, scores(maps.get(i), i, narrowest));
      int pixels = both.shape().dim(2) * both.shape().dim(3);
      flat.add(layers.reshape(both, "22.flat." + i, Shape.of(1, both.shape().dim(1), pixels)));
    }
    Value all = layers.concat("22.all", 2, flat.toArray(Value[]::new));
    List<Value> parts = layers.split(all, "22.split", 4L * BINS, classes);
    Value boxes = decode(means(parts.get(0)));
    Value scores = layers.map("Sigmoid", parts.get(1), "22.scores");
    return layers.concat("output0", 1, boxes, scores);
  }

  private Value distances(Value map, int level) {
    String name = "22.cv2." + level;
    Value x = Yolov8.block(layers, map, name + ".0", Yolov8.kernel(64, 3, 1));
    x = Yolov8.block(layers, x, name + ".1", Yolov8.kernel(64, 3, 1));
    return layers.conv(x, name + ".2", new Kernel(4 * BINS, 1, 1, 0, 1), 1);
  }

  private Value scores(Value map, int level, int narrowest) {
    String name = "22.cv3." + level;
    int width = Math.max(narrowest, Math.min(classes, 100));
    Value x = Yolov8.block(layers, map, name + ".0", Yolov8.kernel(width, 3, 1));
    x = Yolov8.block(layers, x, name + ".1", Yolov8.kernel(width, 3, 1));
    return layers.conv(
        x, name + ".2", new Kernel(classes, 1, 1, 0, SCORE_GAIN), prior(STRIDES[level]));
  }

  /** As Ultralytics starts it: about five objects an image, spread over all pixels and classes. */
  private double prior(int stride) {
    double pixels = Math.pow(640.0 / stride, 2);
    return Math.log(5.0 / classes / pixels);
  }

  /** The mean of each distribution, in units of the stride: 1 x 4 x anchors. */
  private Value means(Value bins) {
    int anchors = bins.shape().dim(2);
    Value x = layers.reshape(bins, "22.bins", Shape.of(1, 4, BINS, anchors));
    Shape turned = Shape.of(1, BINS, 4, anchors);
    x = layers.node("Transpose", "22.turn", List.of(x.name()), turned, Ints.of("perm", 0, 2, 1, 3));
    x = layers.map("Softmax", x, "22.softmax", new Int("axis", 1));
    float[] ramp = new float[BINS];
    for (int i = 0; i < BINS; i++) {
      ramp[i] = i;
    }
    String kernel =
        layers.constant(Initialiser.floats("22.dfl.weight", Shape.of(1, BINS, 1, 1), ramp));
    Shape mean = Shape.of(1, 1, 4, anchors);
    x =
        layers.node(
            "Conv", "22.dfl", List.of(x.name(), kernel), mean, Ints.of("kernel_shape", 1, 1));
    return layers.reshape(x, "22.distances", Shape.of(1, 4, anchors));
  }

  /** Left, top, right, bottom distances to centre, width and height in pixels of the input. */
  private Value decode(Value distances) {
    int anchors = distances.shape().dim(2);
    List<Value> sides = layers.split(distances, "22.sides", 2, 2);
    Value first = sides.get(0);
    String centres = layers.constant(centres(anchors));
    Value low = layers.combine("Sub", "22.low", List.of(centres, first.name()), first);
    Value high = layers.combine("Add", "22.high", List.of(centres, sides.get(1).name()), first);
    Value sum = layers.combine("Add", "22.sum", List.of(low.name(), high.name()), first);
    String half = layers.constant(Initialiser.floats("22.half", Shape.of(1), 0.5f));
    Value centre = layers.combine("Mul", "22.centre", List.of(sum.name(), half), first);
    Value extent = layers.combine("Sub", "22.extent", List.of(high.name(), low.name()), first);
    Value boxes = layers.concat("22.xywh", 1, centre, extent);
    String strides = layers.constant(strides(anchors));
    return layers.combine("Mul", "22.boxes", List.of(boxes.name(), strides), boxes);
  }

  /** Centres of the pixels of the maps, in units of the stride: x of all, then y of all. */
  private Initialiser centres(int anchors) {
    float[] xy = new float[2 * anchors];
    int i = 0;
    for (int stride : STRIDES) {
      int side = size / stride;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          xy[i] = x + 0.5f;
          xy[anchors + i] = y + 0.5f;
          i++;
        }
      }
    }
    return Initialiser.floats("22.centres", Shape.of(1, 2, anchors), xy);
  }

  private Initialiser strides(int anchors) {
    float[] strides = new float[anchors];
    int i = 0;
    for (int stride : STRIDES) {
      int side = size / stride;
      Arrays.fill(strides, i, i + side * side, stride);
      i += side * side;
    }
    return Initialiser.floats("22.strides", Shape.of(1, 1, anchors), strides);
  }
}
