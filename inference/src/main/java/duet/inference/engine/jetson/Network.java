package duet.inference.engine.jetson;

import duet.inference.dla.rule.Target;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.plan.ImpossibleException;
import duet.inference.shape.InferShapes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A network taken apart once, to be priced on many boards whose DLA follows the same rules. */
public final class Network {
  private final String name;
  private final List<Piece> pieces;
  private final Refusals refusals;

  private Network(String name, List<Piece> pieces, Refusals refusals) {
    this.name = name;
    this.pieces = pieces;
    this.refusals = refusals;
  }

  /**
   * Takes a network apart.
   *
   * @param name under which it is in profiles
   * @param graph of fixed sizes
   * @param target whose rules of the DLA go
   * @throws ImpossibleException naming what is of unknown size, and would seem to cost nothing
   */
  public static Network of(String name, Graph graph, Target target) {
    try {
      Graph known = InferShapes.of(graph);
      List<Piece> pieces = Piece.of(known);
      refuseUnknown(name, known, pieces);
      return new Network(name, pieces, Refusals.of(known, target));
    } catch (ArithmeticException e) {
      throw new ImpossibleException("'" + name + "' is too large to be predicted");
    }
  }

  private static void refuseUnknown(String name, Graph graph, List<Piece> pieces) {
    Set<String> running =
        pieces.stream().flatMap(piece -> piece.nodes().stream()).collect(Collectors.toSet());
    Set<String> read = new HashSet<>(graph.outputs().stream().map(Value::name).toList());
    graph.nodes().forEach(node -> read.addAll(node.inputs()));
    for (Node node : graph.nodes()) {
      for (Value output : node.outputs()) {
        if (running.contains(node.name()) && !output.isKnown() && read.contains(output.name())) {
          throw new ImpossibleException(
              "'%s' cannot be predicted: how large '%s' of %s '%s' is depends on the input; export it with fixed sizes"
                  .formatted(name, output.name(), node.operator(), node.name()));
        }
      }
    }
  }

  public String name() {
    return name;
  }

  List<Piece> pieces() {
    return pieces;
  }

  Refusals refusals() {
    return refusals;
  }
}
