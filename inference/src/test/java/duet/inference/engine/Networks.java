package duet.inference.engine;

import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small networks whose results are known or cheap to know. */
public final class Networks {
  private static final Shape PAIR = Shape.of(1, 2);
  private static final Shape IMAGE = Shape.of(1, 8, 64, 64);

  private Networks() {}

  /** {@code sum} = {@code left} + {@code right}, all 1 x 2 of the given type. */
  public static Path sum(Path folder, DataType type) throws IOException {
    return write(
        folder.resolve("sum-" + type + ".onnx"),
        new Graph.Parts(
            "sum",
            "",
            List.of(new Value("left", type, PAIR), new Value("right", type, PAIR)),
            List.of(),
            List.of(
                new Node(
                    "add",
                    "Add",
                    List.of("left", "right"),
                    List.of(new Value("sum", type, PAIR)),
                    List.of())),
            List.of("sum")));
  }

  /** Eight 3x3 convolutions with ReLU on 1 x 8 x 64 x 64: some milliseconds of work. */
  public static Path busy(Path folder) throws IOException {
    List<Initialiser> kernels = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    String x = "x";
    for (int layer = 0; layer < 8; layer++) {
      kernels.add(kernel("k" + layer));
      Value map = new Value("map" + layer, DataType.FLOAT, IMAGE);
      Value rectified = new Value("y" + layer, DataType.FLOAT, IMAGE);
      nodes.add(
          new Node(
              "conv" + layer,
              "Conv",
              List.of(x, "k" + layer),
              List.of(map),
              List.of(Attribute.Ints.of("pads", 1, 1, 1, 1))));
      nodes.add(
          new Node("relu" + layer, "Relu", List.of(map.name()), List.of(rectified), List.of()));
      x = rectified.name();
    }
    Value input = new Value("x", DataType.FLOAT, IMAGE);
    return write(
        folder.resolve("busy.onnx"),
        new Graph.Parts("busy", "", List.of(input), kernels, nodes, List.of(x)));
  }

  /**
   * {@code largest} = the largest of {@code x}, laid out 2^23 x 2^23 times before: more bytes than
   * a 64-bit process can address.
   */
  public static Path greedy(Path folder) throws IOException {
    Shape one = Shape.of(1, 1);
    Value x = new Value("x", DataType.FLOAT, one);
    Value sheet = new Value("sheet", DataType.FLOAT, Shape.of(1L << 23, 1L << 23));
    return write(
        folder.resolve("greedy.onnx"),
        new Graph.Parts(
            "greedy",
            "",
            List.of(x),
            List.of(Initialiser.ints("size", 1L << 23, 1L << 23)),
            List.of(
                new Node("expand", "Expand", List.of("x", "size"), List.of(sheet), List.of()),
                new Node(
                    "max",
                    "ReduceMax",
                    List.of("sheet"),
                    List.of(new Value("largest", DataType.FLOAT, one)),
                    List.of())),
            List.of("largest")));
  }

  private static Initialiser kernel(String name) {
    float[] values = new float[8 * 8 * 9];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * 1.3 + name.hashCode()) / 6;
    }
    return Initialiser.floats(name, Shape.of(8, 8, 3, 3), values);
  }

  private static Path write(Path file, Graph.Parts parts) throws IOException {
    OnnxWriter.write(Graph.of(parts), file);
    return file;
  }
}
