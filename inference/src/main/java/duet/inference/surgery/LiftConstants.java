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
      Optional<Initialiser> tensor = tensor(draft, node);
      if (tensor.isPresent()) {
        draft.add(tensor.get());
        draft.changed(node, "constant kept as initialiser");
      } else {
        draft.emit(node);
      }
    }
    return draft.finish();
  }

  /** An output must be computed by a node, so a constant that is one stays. */
  private static Optional<Initialiser> tensor(Draft draft, Node node) {
    return node.attribute("value")
        .filter(a -> node.operator().equals("Constant") && !draft.isOutput(node.output().name()))
        .map(attribute -> attribute instanceof Attribute.Constant c ? c.value() : null)
        .map(
            constant ->
                new Initialiser(constant.value().named(node.output().name()), constant.data()));
  }
}
