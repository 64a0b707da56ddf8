package duet.inference.surgery;

import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small networks for surgery, grown node by node, and their results. */
public final class Nets {
  private final Random random = new Random(11);
  private final List<Value> inputs = new ArrayList<>();
  private final List<Initialiser> constants = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  public Nets input(String name, long... dims) {
    inputs.add(new Value(name, DataType.FLOAT, Shape.of(dims)));
    return this;
  }

  /** Weights between -1 and 1. */
  public Nets weights(String name, long... dims) {
    return weights(name, -1, 1, dims);
  }

  public Nets weights(String name, double low, double high, long... dims) {
    Shape shape = Shape.of(dims);
    float[] values = new float[(int) shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    constants.add(Initialiser.floats(name, shape, values));
    return this;
  }

  public Nets ints(String name, long... values) {
    constants.add(Initialiser.ints(name, values));
    return this;
  }

  /** A constant of another network. */
  public Nets constant(Initialiser other) {
    constants.add(other);
    return this;
  }

  /** A node of another network. */
  public Nets node(Node other) {
    nodes.add(other);
    return this;
  }

  /** A node named as its output, whose shape a file need not tell. */
  public Nets node(String operator, String out, List<String> in, Attribute... attributes) {
    nodes.add(new Node(out, operator, in, List.of(Value.unknown(out)), List.of(attributes)));
    return this;
  }

  /** Normalisation of some channels with statistics of its own. */
  public Nets norm(String out, String in, int channels) {
    weights(out + ".g", 0.5, 2, channels)
        .weights(out + ".b", channels)
        .weights(out + ".m", channels);
    weights(out + ".v", 0.1, 2, channels);
    List<String> all = List.of(in, out + ".g", out + ".b", out + ".m", out + ".v");
    return node("BatchNormalization", out, all, new Attribute.Real("epsilon", 1e-3f));
  }

  public Graph graph(String... outputs) {
    return Graph.of(new Graph.Parts("net", "", inputs, constants, nodes, List.of(outputs)));
  }

  /** The first output on smooth numbers, without optimisation. */
  public static float[] run(Graph graph) throws IOException {
    Path file = Files.createTempFile("net", ".onnx");
    OnnxWriter.write(graph, file);
    try (Engine engine = new OnnxRuntimeBackend().open(file, Lane.CPU0, Optimisation.NONE)) {
      Port in = engine.inputs().get(0);
      Tensor image = Tensor.allocate(in.type(), in.shape());
      image.floats().put(image((int) in.shape().elements()));
      Port out = engine.outputs().get(0);
      Tensor result = Tensor.allocate(out.type(), out.shape());
      try (Binding binding = engine.bind(Map.of(in.name(), image), Map.of(out.name(), result))) {
        binding.run();
      }
      float[] values = new float[(int) out.shape().elements()];
      result.floats().get(values);
      return values;
    } finally {
      Files.delete(file);
    }
  }

  public static FloatBuffer image(int elements) {
    FloatBuffer image = FloatBuffer.allocate(elements);
    for (int i = 0; i < elements; i++) {
      image.put(i, (float) Math.sin(i * 0.7));
    }
    return image;
  }

  public static long count(Graph graph, String operator) {
    return graph.nodes().stream().filter(node -> node.operator().equals(operator)).count();
  }
}
