package duet.inference.surgery.padding;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Floats;
import duet.inference.surgery.Surgery;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sub-pixel form of a padded transposed convolution with operators that a DLA takes: a
 * convolution of stride 1 that computes all phases of an output pixel as channels, then a
 * transposed convolution whose kernel is as large as its stride and whose weights are 0 and 1,
 * which puts each phase where it belongs.
 *
 * <p>With stride s and padding p, output row {@code s m + u} is the sum of {@code x[m + o] W[u + p
 * - s o]} over all offsets o for which the index is one of the kernel. So phase u is a convolution
 * over the offsets that any phase needs, -1 to 1 for kernel 4, stride 2, padding 1, with zeros
 * where it needs none. No weight is changed, only moved; sums are taken in another order.
 *
 * <p>One convolution of all phases multiplies with zeros, 2.25 times as often as the original. Four
 * convolutions of two rows and columns would not, but need padding on two sides only and a Concat,
 * whose inputs must share one range in INT8. INT8 is what this form is for, since Slice is FP16
 * only; so the plain form was chosen.
 */
public final class SpreadPhases implements Surgery {
  /** The most channels that a DLA takes. */
  private static final int MOST_CHANNELS = 8192;

  /**
   * One axis of the convolution.
   *
   * @param first the lowest offset, 0 or below
   * @param last the highest, 0 or above
   */
  private record Axis(int kernel, int stride, int pad, int first, int last) {
    static Axis of(int kernel, int stride, int pad) {
      int first = -Math.floorDiv(kernel - 1 - pad, stride);
      int last = Math.floorDiv(stride - 1 + pad, stride);
      return new Axis(kernel, stride, pad, first, last);
    }

    int size() {
      return last - first + 1;
    }

    /** The place in the old kernel, or -1 where the phase does not use the tap. */
    int old(int phase, int tap) {
      int at = phase + pad - stride * (tap + first);
      return at < kernel ? at : -1;
    }
  }

  /** Both axes of a node that fits. */
  private record Form(Padding padding, Initialiser weights, Axis rows, Axis columns) {
    int channels() {
      return weights.value().shape().dim(1);
    }

    int phases() {
      return rows.stride * columns.stride;
    }
  }

  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    for (Node node : graph.nodes()) {
      Optional<Form> form = Padding.of(graph, node).flatMap(its -> form(draft, its));
      form.ifPresentOrElse(its -> rewrite(draft, graph, its), () -> draft.emit(node));
    }
    return draft.finish();
  }

  private static Optional<Form> form(Draft draft, Padding padding) {
    Node node = padding.node();
    boolean plain =
        node.integer("group", 1) == 1
            && node.ints("dilations", 1L, 1L).equals(List.of(1L, 1L))
            && (node.input(2).isEmpty() || draft.floats(node, 2).isPresent());
    if (!plain) {
      return Optional.empty();
    }
    return draft
        .floats(node, 1)
        .map(weights -> new Form(padding, weights, axis(padding, 0), axis(padding, 1)))
        .filter(form -> multiplies(form, 0) && multiplies(form, 1))
        .filter(form -> form.channels() * form.phases() <= MOST_CHANNELS);
  }

  private static Axis axis(Padding padding, int axis) {
    return Axis.of(
        padding.weights().dim(axis + 2),
        padding.node().ints("strides", 1L, 1L).get(axis).intValue(),
        padding.cuts().get(axis).intValue());
  }

  /**
   * Whether the result is exactly the stride times as large, and no phase lies beyond the input.
   */
  private static boolean multiplies(Form form, int number) {
    Axis axis = number == 0 ? form.rows : form.columns;
    List<Long> cuts = form.padding.cuts();
    return cuts.get(number) + cuts.get(number + 2) == axis.kernel - axis.stride
        && axis.first <= 0
        && axis.last >= 0;
  }

  private static void rewrite(Draft draft, Graph graph, Form form) {
    Node node = form.padding.node();
    Value spread = spread(draft, graph, form);
    draft.emit(convolution(draft, form, spread));
    draft.emit(interleaving(draft, form, spread));
    draft.changed(
        node,
        "padding '"
            + form.padding.text()
            + "' gone: phases as channels, put in place by a transposed convolution of 0 and 1");
  }

  private static Value spread(Draft draft, Graph graph, Form form) {
    Node node = form.padding.node();
    String name = draft.fresh(node.name() + "/phases");
    return graph
        .value(node.inputs().get(0))
        .filter(Value::isKnown)
        .map(Value::shape)
        .map(in -> Shape.of(in.dim(0), all(form), in.dim(2), in.dim(3)))
        .map(shape -> new Value(name, DataType.FLOAT, shape))
        .orElseGet(() -> Value.unknown(name));
  }

  private static long all(Form form) {
    return (long) form.channels() * form.phases();
  }

  private static Node convolution(Draft draft, Form form, Value spread) {
    Node node = form.padding.node();
    List<String> inputs = new ArrayList<>(List.of(node.inputs().get(0), weights(draft, form)));
    draft.floats(node, 2).ifPresent(bias -> inputs.add(repeated(draft, bias, form.phases())));
    Axis rows = form.rows;
    Axis columns = form.columns;
    List<Attribute> attributes =
        List.of(
            Ints.of("kernel_shape", rows.size(), columns.size()),
            Ints.of("strides", 1, 1),
            Ints.of("pads", -rows.first, -columns.first, rows.last, columns.last));
    return new Node(node.name(), "Conv", inputs, List.of(spread), attributes);
  }

  private static String repeated(Draft draft, Initialiser bias, int phases) {
    Shape shape = Shape.of(phases * bias.value().shape().elements());
    String name = bias.value().name() + "/phases";
    return Floats.fresh(draft, name, shape, (old, i) -> old.get(i / phases), bias.asFloats())
        .value()
        .name();
  }

  private static String weights(Draft draft, Form form) {
    Initialiser old = form.weights;
    Shape was = old.value().shape();
    Shape shape = Shape.of(all(form), was.dim(0), form.rows.size(), form.columns.size());
    String name = old.value().name() + "/phases";
    return Floats.fresh(
            draft,
            name,
            shape,
            (floats, at) -> {
              int from = source(form, at);
              return from < 0 ? 0 : floats.get(from);
            },
            old.asFloats())
        .value()
        .name();
  }

  /** Where in the old weights (in, out, row, column) an element of the new ones lies, or -1. */
  private static int source(Form form, int at) {
    Axis rows = form.rows;
    Axis columns = form.columns;
    int in = form.weights.value().shape().dim(0);
    int tapX = at % columns.size();
    int tapY = at / columns.size() % rows.size();
    int from = at / (columns.size() * rows.size()) % in;
    int channel = at / (columns.size() * rows.size()) / in;
    int row = rows.old(channel % form.phases() / columns.stride, tapY);
    int column = columns.old(channel % columns.stride, tapX);
    int to = channel / form.phases();
    return row < 0 || column < 0
        ? -1
        : ((from * form.channels() + to) * rows.kernel + row) * columns.kernel + column;
  }

  private static Node interleaving(Draft draft, Form form, Value spread) {
    Node node = form.padding.node();
    String name = draft.fresh(node.name() + "/interleave");
    Initialiser places = places(draft.fresh(name + ".weight"), form);
    List<Attribute> attributes =
        List.of(
            Ints.of("kernel_shape", form.rows.stride, form.columns.stride),
            Ints.of("strides", form.rows.stride, form.columns.stride),
            Ints.of("pads", 0, 0, 0, 0));
    List<String> inputs = List.of(spread.name(), draft.add(places));
    return new Node(name, "ConvTranspose", inputs, List.of(node.output()), attributes);
  }

  private static Initialiser places(String name, Form form) {
    int phases = form.phases();
    int channels = form.channels();
    Shape shape = Shape.of(all(form), channels, form.rows.stride, form.columns.stride);
    ByteBuffer data = Initialiser.buffer(DataType.FLOAT, shape);
    for (int i = 0; i < channels * phases; i++) {
      data.putFloat(Float.BYTES * ((i * channels + i / phases) * phases + i % phases), 1);
    }
    return new Initialiser(new Value(name, DataType.FLOAT, shape), data);
  }
}
