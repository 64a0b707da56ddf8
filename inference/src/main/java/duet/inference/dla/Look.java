package duet.inference.dla;

import duet.inference.dla.rule.Facts;
import duet.inference.dla.rule.Operator;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A node with all around it that its facts depend on. */
record Look(Graph graph, Constants constants, Neighbours neighbours, Node node, Operator operator) {
  /** The shape of an input, where it is there and known. */
  Optional<Shape> shape(int place) {
    return node.input(place).flatMap(graph::value).filter(Value::isKnown).map(Value::shape);
  }

  /** The shape of the first output. */
  Optional<Shape> result() {
    return node.outputs().stream().findFirst().filter(Value::isKnown).map(Value::shape);
  }

  /** The number of dimensions of an input, or that nobody knows it. */
  Object rank(int place) {
    return shape(place).<Object>map(Shape::rank).orElse(Facts.UNKNOWN);
  }

  /** The numbers of a constant input. */
  Optional<List<Double>> numbers(int place) {
    return node.input(place).flatMap(constants::numbers);
  }

  /** {@code constant} or {@code computed}; an input that is left out is constant. */
  String kind(int... places) {
    boolean all =
        IntStream.of(places)
            .mapToObj(node::input)
            .flatMap(Optional::stream)
            .allMatch(constants::has);
    return all ? "constant" : "computed";
  }

  /** The inputs that flow through, weights and settings left out. */
  List<String> data() {
    return IntStream.range(0, node.inputs().size())
        .filter(place -> !isParameter(place))
        .mapToObj(node.inputs()::get)
        .filter(input -> !input.isEmpty())
        .toList();
  }

  private boolean isParameter(int place) {
    return operator.parameters().contains(place) && constants.has(node.inputs().get(place));
  }

  /** The inputs that are weights or settings. */
  List<Value> parameters() {
    return IntStream.range(0, node.inputs().size())
        .filter(this::isParameter)
        .mapToObj(node.inputs()::get)
        .flatMap(name -> graph.value(name).stream())
        .toList();
  }

  /** What flows in and out, as far as the graph knows it. */
  Stream<Value> flowing() {
    return Stream.concat(
        data().stream().flatMap(name -> graph.value(name).stream()), node.outputs().stream());
  }

  /** C, H or W for the last three dimensions, N before them. */
  static Object axisName(long axis, int rank) {
    long fromEnd = axis < 0 ? -axis : rank - axis;
    return switch ((int) Math.max(0, Math.min(fromEnd, 4))) {
      case 1 -> "W";
      case 2 -> "H";
      case 3 -> "C";
      default -> "N";
    };
  }
}
