package duet.inference.surgery.replace;

import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Surgery;
import duet.inference.tensor.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a batch normalisation of a product, sum or difference of a map with a constant that is the
 * same along rows and columns: factor and summand a channel, mean 0, variance 1. It multiplies by 1
 * or adds 0 besides, so not a number changes. A DLA runs it as a Scale, whose numbers are weights,
 * where the constant alone would be a layer that it does not have.
 */
public final class ConstantsIntoNorms implements Surgery {
  private static final Set<String> TAKEN = Set.of("Mul", "Add", "Sub");
  private static final int RANK = 4;

  /** A map and the constant beside it. */
  private record Pair(Node node, Value map, Initialiser constant, boolean mapFirst) {
    int channels() {
      return map.shape().dim(1);
    }

    float factor(int channel) {
      return switch (node.operator()) {
        case "Mul" -> at(channel);
        case "Sub" -> mapFirst ? 1 : -1;
        default -> 1;
      };
    }

    float summand(int channel) {
      return switch (node.operator()) {
        case "Mul" -> 0;
        case "Sub" -> mapFirst ? -at(channel) : at(channel);
        default -> at(channel);
      };
    }

    private float at(int channel) {
      FloatBuffer floats = constant.asFloats();
      return floats.get(floats.limit() == 1 ? 0 : channel);
    }

    boolean fits() {
      Shape shape = constant.value().shape();
      int fromEnd = shape.rank() - RANK + 1;
      return shape.rank() <= RANK
          && (shape.elements() == 1
              || (fromEnd >= 0
                  && shape.dim(fromEnd) == channels()
                  && shape.elements() == channels()));
    }
  }

  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    for (Node node : graph.nodes()) {
      Optional<Pair> pair = pair(graph, draft, node);
      draft.emit(pair.map(its -> norm(draft, its)).orElse(node));
      pair.ifPresent(
          its -> draft.changed(node, node.operator() + " with a constant made a batch norm"));
    }
    return draft.finish();
  }

  private static Optional<Pair> pair(Graph graph, Draft draft, Node node) {
    if (!TAKEN.contains(node.operator()) || node.inputs().size() != 2) {
      return Optional.empty();
    }
    return pair(graph, draft, node, 0).or(() -> pair(graph, draft, node, 1)).filter(Pair::fits);
  }

  private static Optional<Pair> pair(Graph graph, Draft draft, Node node, int place) {
    String map = node.inputs().get(place);
    return graph
        .value(map)
        .filter(value -> value.isKnown() && value.shape().rank() == RANK)
        .filter(value -> draft.constant(map).isEmpty())
        .flatMap(
            value -> draft.floats(node, 1 - place).map(c -> new Pair(node, value, c, place == 0)));
  }

  private static Node norm(Draft draft, Pair pair) {
    List<String> inputs =
        List.of(
            pair.map().name(),
            numbers(draft, pair, "scale", pair::factor),
            numbers(draft, pair, "shift", pair::summand),
            numbers(draft, pair, "mean", channel -> 0),
            numbers(draft, pair, "variance", channel -> 1));
    Node node = pair.node();
    List<Attribute> exact = List.of(new Attribute.Real("epsilon", 0));
    return new Node(node.name(), "BatchNormalization", inputs, node.outputs(), exact);
  }

  private interface OfChannel {
    float number(int channel);
  }

  private static String numbers(Draft draft, Pair pair, String what, OfChannel numbers) {
    float[] values = new float[pair.channels()];
    for (int c = 0; c < values.length; c++) {
      values[c] = numbers.number(c);
    }
    String name = draft.fresh(pair.node().name() + "." + what);
    return draft.add(Initialiser.floats(name, Shape.of(values.length), values));
  }
}
