package duet.inference.engine.jetson;

import duet.inference.dla.rule.Target;
import duet.inference.graph.Graph;
import duet.inference.shape.InferShapes;
import java.util.List;

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
   */
  public static Network of(String name, Graph graph, Target target) {
    Graph known = InferShapes.of(graph);
    return new Network(name, Piece.of(known), Refusals.of(known, target));
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
