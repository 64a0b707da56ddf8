package duet.inference.surgery.padding;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the padding of a transposed convolution takes off its full result, whichever way the node
 * says it: {@code pads}, {@code auto_pad} or {@code output_shape}.
 *
 * @param node a ConvTranspose of a map of two dimensions
 * @param weights their shape
 * @param cuts rows and columns taken off: top, left, bottom, right
 */
record Padding(Node node, Shape weights, List<Long> cuts) {
  private static final Set<String> SAYING_IT =
      Set.of("pads", "auto_pad", "output_shape", "output_padding");

  /** The padding of a node that has any; empty for all other nodes. */
  static Optional<Padding> of(Graph graph, Node node) {
    Optional<Shape> weights =
        Optional.of(node)
            .filter(n -> n.operator().equals("ConvTranspose"))
            .flatMap(n -> shape(graph, n, 1))
            .filter(shape -> shape.rank() == 4);
    return weights
        .flatMap(shape -> cuts(graph, node, shape).map(cuts -> new Padding(node, shape, cuts)))
        .filter(p -> p.cuts.stream().allMatch(cut -> cut >= 0))
        .filter(p -> p.cuts.stream().anyMatch(cut -> cut > 0));
  }

  private static Optional<Shape> shape(Graph graph, Node node, int input) {
    return node.input(input).flatMap(graph::value).filter(Value::isKnown).map(Value::shape);
  }

  /**
   * Output padding lengthens the result at its end by rows of the full result, so it cancels
   * against padding there; where it is longer, the cut is negative and nothing is done.
   */
  private static Optional<List<Long>> cuts(Graph graph, Node node, Shape weights) {
    List<Long> spare = node.ints("output_padding", 0L, 0L);
    String auto = node.text("auto_pad", "NOTSET");
    if (auto.equals("VALID")) {
      return Optional.of(List.of(0L, 0L, -spare.get(0), -spare.get(1)));
    }
    if (auto.startsWith("SAME") || !node.ints("output_shape").isEmpty()) {
      return shape(graph, node, 0).flatMap(in -> even(node, weights, in));
    }
    List<Long> pads = node.ints("pads", 0L, 0L, 0L, 0L);
    return Optional.of(
        List.of(pads.get(0), pads.get(1), pads.get(2) - spare.get(0), pads.get(3) - spare.get(1)));
  }

  /** Runtimes disagree to which side an odd total goes, so only even ones are taken. */
  private static Optional<List<Long>> even(Node node, Shape weights, Shape in) {
    List<Long> cuts = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      long total = full(node, weights, in, axis) - wanted(node, in, axis);
      if (total % 2 != 0 || node.ints("output_padding", 0L, 0L).get(axis) != 0) {
        return Optional.empty();
      }
      cuts.add(total / 2);
    }
    return Optional.of(Stream.concat(cuts.stream(), cuts.stream()).toList());
  }

  private static long full(Node node, Shape weights, Shape in, int axis) {
    long reach = (weights.dim(axis + 2) - 1) * node.ints("dilations", 1L, 1L).get(axis) + 1;
    return (in.dim(axis + 2) - 1) * stride(node, axis) + reach;
  }

  private static long wanted(Node node, Shape in, int axis) {
    List<Long> told = node.ints("output_shape");
    return told.isEmpty()
        ? in.dim(axis + 2) * stride(node, axis)
        : told.get(told.size() - 2 + axis);
  }

  private static long stride(Node node, int axis) {
    return node.ints("strides", 1L, 1L).get(axis);
  }

  /** In words, such as {@code 1,1,1,1}. */
  String text() {
    return cuts.toString().replaceAll("[\\[\\] ]", "");
  }

  /** The result before anything is taken off. */
  Value full(Draft draft) {
    Value out = node.output();
    String name = draft.fresh(node.name() + "/full");
    if (!out.isKnown()) {
      return Value.unknown(name);
    }
    long height = out.shape().dim(2) + cuts.get(0) + cuts.get(2);
    long width = out.shape().dim(3) + cuts.get(1) + cuts.get(3);
    Shape shape = Shape.of(out.shape().dim(0), out.shape().dim(1), height, width);
    return new Value(name, out.type(), shape);
  }

  /** The node without padding. */
  Node without(Value full) {
    List<Attribute> attributes = new ArrayList<>();
    node.attributes().stream().filter(a -> !SAYING_IT.contains(a.name())).forEach(attributes::add);
    attributes.add(Ints.of("pads", 0, 0, 0, 0));
    return new Node(node.name(), node.operator(), node.inputs(), List.of(full), attributes);
  }
}
