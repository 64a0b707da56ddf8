package duet.inference.surgery;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns each transposed convolution of kernel 4 and stride 2 into a convolution of kernel 2 and a
 * rearrangement of its channels, the sub-pixel form [Shi et al. 2016].
 *
 * <p>The full result of the transposed convolution has, in one dimension, {@code y[2r + a] = x[r]
 * w[a] + x[r-1] w[a+2]} for {@code a} in 0, 1: rows of either parity come from the same two input
 * rows with two weights each. So one convolution with kernel 2 over the input padded by one, and
 * with an output channel for each of the four parities of a pixel, computes all of it: {@code
 * V[4c+2a+b][i][j][k] = W[i][c][a+2(1-j)][b+2(1-k)]}; DepthToSpace in CRD order puts the four where
 * they belong. The weights are only moved, each to one place, so both are the same function, and
 * multiply as often. Padding 1 cuts one pixel off each side of the result; a Slice does that
 * afterwards.
 *
 * <p>Why: runtimes have fast 8-bit kernels for convolutions and none for transposed ones.
 */
public final class SubPixel implements Surgery {
  /** The first operator set whose DepthToSpace knows the order CRD. */
  private static final long CRD = 11;

  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    boolean possible = graph.header().operatorSet() >= CRD;
    for (Node node : graph.nodes()) {
      Optional<Convolution> convolution = possible ? fitting(draft, node) : Optional.empty();
      if (convolution.isPresent()) {
        rewrite(draft, graph, convolution.get());
        draft.changed(node, "transposed convolution rewritten as convolution and DepthToSpace");
      } else {
        draft.emit(node);
      }
    }
    return draft.finish();
  }

  private static Optional<Convolution> fitting(Draft draft, Node node) {
    if (!node.operator().equals("ConvTranspose")
        || (node.input(2).isPresent() && draft.floats(node, 2).isEmpty())) {
      return Optional.empty();
    }
    return draft
        .floats(node, 1)
        .map(weights -> Convolution.of(node, weights.value().shape()))
        .filter(c -> c.isPlain(4, 2) && (c.isPaddedBy(0) || c.isPaddedBy(1)));
  }

  private static void rewrite(Draft draft, Graph graph, Convolution convolution) {
    Node node = convolution.node();
    Value result = node.output();
    int channels = convolution.outputChannels();
    Optional<Shape> in = graph.value(node.inputs().get(0)).filter(Value::isKnown).map(Value::shape);
    Value packed = value(draft, node.name() + "/packed", in, 4 * channels, 1);
    Value full =
        convolution.isPaddedBy(0)
            ? result
            : value(draft, node.name() + "/full", in.map(SubPixel::grown), channels, 2);
    draft.emit(packing(draft, convolution, packed));
    draft.emit(unpacking(draft, node, packed, full));
    if (!convolution.isPaddedBy(0)) {
      draft.emit(crop(draft, node, full));
    }
  }

  private static Node unpacking(Draft draft, Node node, Value packed, Value full) {
    List<Attribute> attributes =
        List.of(new Attribute.Int("blocksize", 2), new Attribute.Text("mode", "CRD"));
    String name = draft.fresh(node.name() + "/unpack");
    return new Node(name, "DepthToSpace", List.of(packed.name()), List.of(full), attributes);
  }

  private static Shape grown(Shape in) {
    return Shape.of(in.dim(0), in.dim(1), 2L * in.dim(2), 2L * in.dim(3));
  }

  /** A map of the given channels, larger than {@code in} by so many rows and columns. */
  private static Value value(Draft draft, String name, Optional<Shape> in, int channels, int more) {
    String fresh = draft.fresh(name);
    return in.map(s -> Shape.of(s.dim(0), channels, s.dim(2) + more, s.dim(3) + more))
        .map(shape -> new Value(fresh, DataType.FLOAT, shape))
        .orElseGet(() -> Value.unknown(fresh));
  }

  private static Node packing(Draft draft, Convolution convolution, Value packed) {
    Node node = convolution.node();
    List<String> inputs = new ArrayList<>(List.of(node.inputs().get(0)));
    inputs.add(weights(draft, convolution));
    draft.floats(node, 2).ifPresent(bias -> inputs.add(fourfold(draft, bias)));
    List<Attribute> attributes =
        List.of(
            Ints.of("kernel_shape", 2, 2), Ints.of("strides", 1, 1), Ints.of("pads", 1, 1, 1, 1));
    return new Node(node.name(), "Conv", inputs, List.of(packed), attributes);
  }

  private static String fourfold(Draft draft, Initialiser bias) {
    String name = bias.value().name() + "/packed";
    Shape shape = Shape.of(4 * bias.value().shape().elements());
    return Floats.fresh(draft, name, shape, (old, i) -> old.get(i / 4), bias.asFloats())
        .value()
        .name();
  }

  private static String weights(Draft draft, Convolution convolution) {
    Initialiser old = draft.floats(convolution.node(), 1).orElseThrow();
    int in = old.value().shape().dim(0);
    int out = old.value().shape().dim(1);
    Shape shape = Shape.of(4L * out, in, 2, 2);
    return Floats.fresh(
            draft,
            old.value().name() + "/packed",
            shape,
            (floats, at) -> moved(floats, at, in, out),
            old.asFloats())
        .value()
        .name();
  }

  /** The element of V at an index, from W; the formula is in the comment of the class. */
  private static float moved(FloatBuffer w, int at, int in, int out) {
    int k = at & 1;
    int j = (at >> 1) & 1;
    int i = (at >> 2) % in;
    int channel = (at >> 2) / in;
    int b = channel & 1;
    int a = (channel >> 1) & 1;
    int c = channel >> 2;
    return w.get(((i * out + c) * 4 + a + 2 * (1 - j)) * 4 + b + 2 * (1 - k));
  }

  private static Node crop(Draft draft, Node node, Value full) {
    String name = node.name() + "/crop";
    List<String> inputs =
        List.of(
            full.name(),
            draft.add(Initialiser.ints(draft.fresh(name + ".starts"), 1, 1)),
            draft.add(Initialiser.ints(draft.fresh(name + ".ends"), -1, -1)),
            draft.add(Initialiser.ints(draft.fresh(name + ".axes"), 2, 3)));
    return new Node(draft.fresh(name), "Slice", inputs, List.of(node.output()), List.of());
  }
}
