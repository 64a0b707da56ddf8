package duet.inference.surgery;

import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import java.util.Optional;

/**
 * Turns Constant nodes into initialisers. Exporters write weights either way; after this, other
 * surgeries need to know only one.
 */
public final class LiftConstants implements Surgery {
  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    for (Node node : graph.nodes()) {
      Optional<Initialiser> tensor =
          node.operator().equals("Constant") ? tensor(node) : Optional.empty();
      // An output must be computed by a node.
      if (tensor.isPresent() && !draft.isOutput(node.output().name())) {
        draft.add(tensor.get());
        draft.changed(node, "constant kept as initialiser");
      } else {
        draft.emit(node);
      }
    }
    return draft.finish();
  }

  private static Optional<Initialiser> tensor(Node node) {
    return node.attribute("value")
        .map(attribute -> attribute instanceof Attribute.Constant c ? c.value() : null)
        .map(
            constant ->
                new Initialiser(constant.value().named(node.output().name()), constant.data()));
  }
}
