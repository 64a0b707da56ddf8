package duet.inference.graph;

import duet.inference.tensor.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How large a network is and how much it computes.
 *
 * @param parameters numbers in the weights of convolutions and batch normalisations (four a
 *     channel); constants such as axes and anchors are none
 * @param macs multiply-accumulates of the convolutions for one run; all else is left out
 */
public record Cost(long parameters, long macs) {

  /** Counts both; a weight that two nodes share counts once. */
  public static Cost of(Graph graph) {
    Set<String> weights = new HashSet<>();
    Map<String, String> stored = new HashMap<>();
    long macs = 0;
    for (Node node : graph.nodes()) {
      switch (node.operator()) {
        case "Conv" -> macs += macs(graph, node, node.outputs().get(0).shape());
        // Each input pixel meets the whole kernel, whatever the padding cuts off afterwards.
        case "ConvTranspose" -> macs += macs(graph, node, shape(graph, node, 0));
        case "BatchNormalization" -> {}
        // Weights of eight or sixteen bits are stored before these and used after them.
        case "DequantizeLinear", "Cast" -> {
          String from = node.inputs().get(0);
          stored.put(node.outputs().get(0).name(), stored.getOrDefault(from, from));
          continue;
        }
        default -> {
          continue;
        }
      }
      node.inputs().stream()
          .skip(1)
          .map(name -> stored.getOrDefault(name, name))
          .forEach(weights::add);
    }
    return new Cost(parameters(graph, weights), macs);
  }

  private static long parameters(Graph graph, Set<String> weights) {
    return graph.initialisers().stream()
        .map(Initialiser::value)
        .filter(value -> weights.contains(value.name()))
        .mapToLong(value -> value.shape().elements())
        .sum();
  }

  /** The pixels of the map, NCHW, times the numbers in the kernel. */
  private static long macs(Graph graph, Node node, Shape map) {
    return map.elements() / map.dim(1) * shape(graph, node, 1).elements();
  }

  private static Shape shape(Graph graph, Node node, int input) {
    return graph.value(node.inputs().get(input)).orElseThrow().shape();
  }
}
