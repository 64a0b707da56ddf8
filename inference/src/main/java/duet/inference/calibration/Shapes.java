package duet.inference.calibration;

import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Port;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out the types and shapes that a model file does not tell, by asking the runtime: it has to
 * know them anyway, and rules of our own for every operator could only differ.
 */
public final class Shapes {
  private Shapes() {}

  /**
   * The same graph with all values known.
   *
   * @throws duet.inference.engine.InferenceException {@code WRONG_CONTRACT} naming a value whose
   *     size depends on the input
   */
  public static Graph complete(Backend backend, Graph graph) {
    List<String> unknown =
        graph.nodes().stream()
            .flatMap(node -> node.outputs().stream())
            .filter(value -> !value.isKnown())
            .map(Value::name)
            .toList();
    if (unknown.isEmpty()) {
      return graph;
    }
    Map<String, Value> found = find(backend, graph, unknown);
    List<Node> nodes = graph.nodes().stream().map(node -> complete(node, found)).toList();
    List<String> outputs = graph.outputs().stream().map(Value::name).toList();
    return graph.with(graph.initialisers(), nodes, outputs);
  }

  private static Map<String, Value> find(Backend backend, Graph graph, List<String> unknown) {
    Map<String, Value> found = new HashMap<>();
    try (Engine engine = Watch.engine(backend, graph, unknown)) {
      for (Port port : engine.outputs()) {
        found.put(port.name(), new Value(port.name(), port.type(), port.shape()));
      }
    }
    return found;
  }

  private static Node complete(Node node, Map<String, Value> found) {
    List<Value> outputs =
        node.outputs().stream()
            .map(value -> value.isKnown() ? value : found.getOrDefault(value.name(), value))
            .toList();
    return new Node(node.name(), node.operator(), node.inputs(), outputs, node.attributes());
  }
}
