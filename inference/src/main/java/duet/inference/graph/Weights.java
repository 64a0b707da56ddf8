package duet.inference.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which constants of a graph are weights of which node. Those of eight or sixteen bits are stored
 * before a DequantizeLinear or a Cast and used after it.
 */
final class Weights {
  private static final Map<String, List<Integer>> PLACES =
      Map.ofEntries(
          Map.entry("Conv", List.of(1, 2)),
          Map.entry("ConvTranspose", List.of(1, 2)),
          Map.entry("ConvInteger", List.of(1)),
          Map.entry("QLinearConv", List.of(3, 8)),
          Map.entry("MatMul", List.of(0, 1)),
          Map.entry("MatMulInteger", List.of(0, 1)),
          Map.entry("QLinearMatMul", List.of(0, 3)),
          Map.entry("Gemm", List.of(0, 1, 2)),
          Map.entry("BatchNormalization", List.of(1, 2, 3, 4)),
          Map.entry("InstanceNormalization", List.of(1, 2)),
          Map.entry("LayerNormalization", List.of(1, 2)),
          Map.entry("PRelu", List.of(1)),
          Map.entry("LSTM", List.of(1, 2, 3)),
          Map.entry("GRU", List.of(1, 2, 3)),
          Map.entry("RNN", List.of(1, 2, 3)));

  private final Map<String, Value> stored = new HashMap<>();

  Weights(Graph graph) {
    graph.initialisers().forEach(i -> stored.put(i.value().name(), i.value()));
    for (Node node : graph.nodes()) {
      if (node.operator().equals("Constant")) {
        stored.put(node.output().name(), node.output());
      } else if (node.operator().equals("DequantizeLinear") || node.operator().equals("Cast")) {
        node.input(0)
            .map(stored::get)
            .ifPresent(weight -> stored.put(node.output().name(), weight));
      }
    }
  }

  /** Empty names, of inputs that are left out, are none. */
  boolean isConstant(String value) {
    return stored.containsKey(value);
  }

  /** The weights of a node as they are stored. */
  List<Value> of(Node node) {
    return PLACES.getOrDefault(node.operator(), List.of()).stream()
        .map(node::input)
        .flatMap(Optional::stream)
        .map(stored::get)
        .filter(Objects::nonNull)
        .filter(Value::isKnown)
        .toList();
  }
}
