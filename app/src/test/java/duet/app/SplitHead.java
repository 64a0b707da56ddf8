package duet.app;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Int;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A detector of two levels and two classes whose head is of the newer form of Ultralytics'
 * exporter: the maps of the sides and those of the scores apart. Image 16x16, strides 4 and 8.
 */
final class SplitHead {
  private static final int CLASSES = 2;
  private static final int[] STRIDES = {4, 8};
  private static final int ANCHORS = 20;

  private final Random random = new Random(3);
  private final List<Initialiser> constants = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  static Graph graph() {
    return new SplitHead().grown();
  }

  private Graph grown() {
    join("sides", 64);
    join("scores", CLASSES);
    node("Reshape", "split", List.of("sides", ints("bins", 1, 4, 16, ANCHORS)));
    node("Transpose", "turned", List.of("split"), Ints.of("perm", 0, 2, 1, 3));
    node("Softmax", "shares", List.of("turned"), new Int("axis", 1));
    float[] ramp = new float[16];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i;
    }
    node("Conv", "means", List.of("shares", floats("ramp", Shape.of(1, 16, 1, 1), ramp)));
    node("Reshape", "far", List.of("means", ints("four", 1, 4, ANCHORS)));
    slice("near", 0);
    slice("distant", 2);
    node("Sub", "low", List.of(centres(), "near"));
    node("Add", "high", List.of("centres", "distant"));
    node("Add", "sum", List.of("low", "high"));
    node("Mul", "middle", List.of("sum", floats("half", Shape.of(1), 0.5f)));
    node("Sub", "extent", List.of("high", "low"));
    node("Concat", "xywh", List.of("middle", "extent"), new Int("axis", 1));
    node("Mul", "boxes", List.of("xywh", strides()));
    node("Sigmoid", "chances", List.of("scores"));
    node("Concat", "output0", List.of("boxes", "chances"), new Int("axis", 1));
    Value image = new Value("images", DataType.FLOAT, Shape.of(1, 3, 16, 16));
    return Graph.of(
        new Graph.Parts("split", "", List.of(image), constants, nodes, List.of("output0")));
  }

  /** The maps of both levels in one row. */
  private void join(String name, int channels) {
    List<String> rows = new ArrayList<>();
    for (int stride : STRIDES) {
      String map = name + ".map" + stride;
      float[] weights = new float[channels * 3 * stride * stride];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = random.nextFloat() - 0.5f;
      }
      String kernel = floats(map + ".w", Shape.of(channels, 3, stride, stride), weights);
      node("Conv", map, List.of("images", kernel), Ints.of("strides", stride, stride));
      node("Reshape", map + ".row", List.of(map, ints(map + ".shape", 1, channels, -1)));
      rows.add(map + ".row");
    }
    node("Concat", name, rows, new Int("axis", -1));
  }

  private void slice(String name, long from) {
    List<String> in =
        List.of("far", ints(name + ".s", from), ints(name + ".e", from + 2), ints(name + ".a", 1));
    node("Slice", name, in);
  }

  private String centres() {
    float[] xy = new float[2 * ANCHORS];
    int at = 0;
    for (int stride : STRIDES) {
      int side = 16 / stride;
      for (int i = 0; i < side * side; i++) {
        xy[at] = i % side + 0.5f;
        xy[ANCHORS + at] = (float) Math.floor((double) i / side) + 0.5f;
        at++;
      }
    }
    return floats("centres", Shape.of(1, 2, ANCHORS), xy);
  }

  private String strides() {
    float[] strides = new float[ANCHORS];
    for (int i = 0; i < ANCHORS; i++) {
      strides[i] = i < 16 ? STRIDES[0] : STRIDES[1];
    }
    return floats("strides", Shape.of(1, 1, ANCHORS), strides);
  }

  private void node(String operator, String out, List<String> in, Attribute... attributes) {
    nodes.add(new Node(out, operator, in, List.of(Value.unknown(out)), List.of(attributes)));
  }

  private String ints(String name, long... values) {
    constants.add(Initialiser.ints(name, values));
    return name;
  }

  private String floats(String name, Shape shape, float... values) {
    constants.add(Initialiser.floats(name, shape, values));
    return name;
  }
}
