package duet.inference.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one node has to compute and to move. Counted from the sizes, not measured.
 *
 * @param parameters numbers in its weights; a weight that two nodes share counts at both
 * @param weightBytes of them, as they are stored
 * @param macs multiply-accumulates of convolutions and products of matrices; 0 for all else
 * @param readBytes of those inputs that are computed
 * @param writtenBytes of the outputs
 */
public record NodeCost(
    long parameters, long weightBytes, long macs, long readBytes, long writtenBytes) {

  /**
   * Of each node by its name, in the order of the graph. Infer shapes before: what is of unknown
   * size counts nothing.
   */
  public static Map<String, NodeCost> of(Graph graph) {
    Weights weights = new Weights(graph);
    Map<String, NodeCost> costs = new LinkedHashMap<>();
    graph.nodes().forEach(node -> costs.put(node.name(), of(graph, weights, node)));
    return costs;
  }

  private static NodeCost of(Graph graph, Weights weights, Node node) {
    List<Value> stored = weights.of(node);
    List<String> computed =
        node.inputs().stream().filter(input -> !weights.isConstant(input)).distinct().toList();
    return new NodeCost(
        stored.stream().mapToLong(value -> value.shape().elements()).sum(),
        bytes(stored),
        Work.macs(graph, node),
        bytes(computed.stream().flatMap(name -> graph.value(name).stream()).toList()),
        bytes(node.outputs()));
  }

  private static long bytes(List<Value> values) {
    return values.stream().filter(Value::isKnown).mapToLong(Value::bytes).sum();
  }
}
