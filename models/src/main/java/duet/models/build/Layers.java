package duet.models.build;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Int;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Attribute.Real;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Grows a graph layer by layer and works out the shapes, NCHW with batch 1. */
final class Layers {
  private final Weights weights;
  private final List<Value> inputs = new ArrayList<>();
  private final List<Initialiser> initialisers = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  Layers(Weights weights) {
    this.weights = weights;
  }

  /**
   * A convolution, transposed or not.
   *
   * @param channels of the output
   * @param gain how much the kernel must amplify to make up for the activation before it
   */
  record Kernel(int channels, int size, int stride, int padding, double gain) {}

  Value input(String name, Shape shape) {
    Value input = new Value(name, DataType.FLOAT, shape);
    inputs.add(input);
    return input;
  }

  /** Convolution without bias. */
  Value conv(Value x, String name, Kernel k) {
    return conv(name, k, List.of(x.name(), kernel(x, name, k)), x.shape());
  }

  /**
   * Convolution with bias.
   *
   * @param bias centre of fresh biases
   */
  Value conv(Value x, String name, Kernel k, double bias) {
    String biasName = bias(name, k, bias);
    return conv(name, k, List.of(x.name(), kernel(x, name, k), biasName), x.shape());
  }

  private String kernel(Value x, String name, Kernel k) {
    int in = x.shape().dim(1);
    double spread = k.gain() / Math.sqrt((double) in * k.size() * k.size());
    Shape shape = Shape.of(k.channels(), in, k.size(), k.size());
    return parameter(new Parameter(name + ".weight", shape, 0, spread));
  }

  private String bias(String name, Kernel k, double centre) {
    return parameter(new Parameter(name + ".bias", Shape.of(k.channels()), centre, 0));
  }

  private Value conv(String name, Kernel k, List<String> in, Shape shape) {
    int height = (shape.dim(2) + 2 * k.padding() - k.size()) / k.stride() + 1;
    int width = (shape.dim(3) + 2 * k.padding() - k.size()) / k.stride() + 1;
    return node("Conv", name, in, Shape.of(1, k.channels(), height, width), window(k));
  }

  /** Transposed convolution without bias. */
  Value deconv(Value x, String name, Kernel k) {
    return deconv(name, k, List.of(x.name(), deconvKernel(x, name, k)), x.shape());
  }

  /**
   * Transposed convolution with bias.
   *
   * @param bias centre of fresh biases
   */
  Value deconv(Value x, String name, Kernel k, double bias) {
    String biasName = bias(name, k, bias);
    return deconv(name, k, List.of(x.name(), deconvKernel(x, name, k), biasName), x.shape());
  }

  private String deconvKernel(Value x, String name, Kernel k) {
    int in = x.shape().dim(1);
    // An output pixel meets only the taps that the stride leaves it.
    double taps = (double) k.size() / k.stride();
    double spread = k.gain() / Math.sqrt(in * taps * taps);
    Shape shape = Shape.of(in, k.channels(), k.size(), k.size());
    return parameter(new Parameter(name + ".weight", shape, 0, spread));
  }

  private Value deconv(String name, Kernel k, List<String> in, Shape shape) {
    int height = (shape.dim(2) - 1) * k.stride() - 2 * k.padding() + k.size();
    int width = (shape.dim(3) - 1) * k.stride() - 2 * k.padding() + k.size();
    return node("ConvTranspose", name, in, Shape.of(1, k.channels(), height, width), window(k));
  }

  private static Attribute[] window(Kernel k) {
    int p = k.padding();
    return new Attribute[] {
      Ints.of("kernel_shape", k.size(), k.size()),
      Ints.of("strides", k.stride(), k.stride()),
      Ints.of("pads", p, p, p, p)
    };
  }

  /** Batch normalisation by the moving statistics; fresh ones leave the signal as it is. */
  Value batchNorm(Value x, String name, float epsilon) {
    Shape channels = Shape.of(x.shape().dim(1));
    List<String> in =
        List.of(
            x.name(),
            parameter(new Parameter(name + ".gamma", channels, 1, 0.02)),
            parameter(new Parameter(name + ".beta", channels, 0, 0)),
            parameter(new Parameter(name + ".mean", channels, 0, 0)),
            parameter(new Parameter(name + ".variance", channels, 1, 0)));
    return node("BatchNormalization", name, in, x.shape(), new Real("epsilon", epsilon));
  }

  /** An operator on one value that keeps the shape. */
  Value map(String operator, Value x, String name, Attribute... attributes) {
    return node(operator, name, List.of(x.name()), x.shape(), attributes);
  }

  /** An operator on two values that keeps the shape of {@code shaped}, one of them. */
  Value combine(String operator, String name, List<String> in, Value shaped) {
    return node(operator, name, in, shaped.shape());
  }

  Value concat(String name, int axis, Value... xs) {
    long[] dims = xs[0].shape().toArray();
    dims[axis] = Arrays.stream(xs).mapToLong(x -> x.shape().dim(axis)).sum();
    List<String> in = Arrays.stream(xs).map(Value::name).toList();
    return node("Concat", name, in, Shape.of(dims), new Int("axis", axis));
  }

  /** Splits the channels; the parts are named {@code name.0}, {@code name.1}. */
  List<Value> split(Value x, String name, long... channels) {
    String sizes = constant(Initialiser.ints(name + ".sizes", channels));
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < channels.length; i++) {
      long[] dims = x.shape().toArray();
      dims[1] = channels[i];
      parts.add(new Value(name + "." + i, DataType.FLOAT, Shape.of(dims)));
    }
    nodes.add(
        new Node(name, "Split", List.of(x.name(), sizes), parts, List.of(new Int("axis", 1))));
    return parts;
  }

  Value reshape(Value x, String name, Shape shape) {
    String target = constant(Initialiser.ints(name + ".shape", shape.toArray()));
    return node("Reshape", name, List.of(x.name(), target), shape);
  }

  /** Any operator with one output, named as the node. */
  Value node(String operator, String name, List<String> in, Shape shape, Attribute... attributes) {
    Value out = new Value(name, DataType.FLOAT, shape);
    nodes.add(new Node(name, operator, in, List.of(out), List.of(attributes)));
    return out;
  }

  String constant(Initialiser initialiser) {
    initialisers.add(initialiser);
    return initialiser.value().name();
  }

  private String parameter(Parameter parameter) {
    ByteBuffer data = Initialiser.buffer(DataType.FLOAT, parameter.shape());
    weights.fill(parameter, data.asFloatBuffer());
    Value value = new Value(parameter.name(), DataType.FLOAT, parameter.shape());
    return constant(new Initialiser(value, data));
  }

  Graph graph(String name, String description, Value output) {
    return Graph.of(
        new Graph.Parts(name, description, inputs, initialisers, nodes, List.of(output.name())));
  }
}
