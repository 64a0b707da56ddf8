package duet.inference.surgery;

import duet.inference.graph.Graph;

/** One kind of edit. The graph that goes in stays as it is. */
@FunctionalInterface
public interface Surgery {
  /** The edited graph, and what was changed; the same graph where there was nothing to change. */
  Edited apply(Graph graph);

  /** This edit, then another. */
  default Surgery then(Surgery next) {
    return graph -> {
      Edited first = apply(graph);
      return next.apply(first.graph()).after(first.changes());
    };
  }
}
