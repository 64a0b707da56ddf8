package duet.inference.dla;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who computes a value, and who reads it. */
final class Neighbours {
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, List<Node>> consumers = new HashMap<>();

  static Neighbours of(Graph graph) {
    Neighbours neighbours = new Neighbours();
    for (Node node : graph.nodes()) {
      node.outputs().forEach(output -> neighbours.producers.put(output.name(), node));
      for (String input : node.inputs()) {
        neighbours.consumers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
      }
    }
    return neighbours;
  }

  /** Nodes that compute an input of it. */
  Stream<Node> before(Node node) {
    return node.inputs().stream().filter(producers::containsKey).map(producers::get);
  }

  /** Nodes that read an output of it. */
  Stream<Node> after(Node node) {
    return node.outputs().stream()
        .flatMap(output -> consumers.getOrDefault(output.name(), List.of()).stream());
  }
}
