package duet.inference.partition;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph, told apart into what depends on its inputs and what only prepares constants, such as
 * weights of eight bits on their way to floats. The latter goes wherever it is read, on both sides
 * of a cut if need be; nothing of it is handed over.
 */
final class Flow {
  /** Give something else each time, so they run once and what they give is handed over. */
  private static final Set<String> DICE =
      Set.of(
          "RandomNormal",
          "RandomUniform",
          "RandomNormalLike",
          "RandomUniformLike",
          "Bernoulli",
          "Multinomial");

  private final Graph graph;
  private final Map<String, Node> preparing = new HashMap<>();
  private final Map<String, Initialiser> initialisers = new LinkedHashMap<>();
  private final List<Node> running = new ArrayList<>();

  Flow(Graph graph) {
    this.graph = graph;
    graph.initialisers().forEach(i -> initialisers.put(i.value().name(), i));
    Set<String> useful = useful(graph);
    for (Node node : graph.nodes()) {
      if (isPreparing(node)) {
        node.outputs().forEach(output -> preparing.put(output.name(), node));
      } else if (useful.contains(node.name())) {
        running.add(node);
      }
    }
  }

  /** Names of the nodes that a result of the graph waits for. */
  private static Set<String> useful(Graph graph) {
    Set<String> wanted = new HashSet<>();
    Set<String> useful = new HashSet<>();
    graph.outputs().forEach(output -> wanted.add(output.name()));
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (node.outputs().stream().anyMatch(output -> wanted.contains(output.name()))) {
        wanted.addAll(node.inputs());
        useful.add(node.name());
      }
    }
    return useful;
  }

  private boolean isPreparing(Node node) {
    return !DICE.contains(node.operator())
        && node.inputs().stream().allMatch(input -> input.isEmpty() || isConstant(input));
  }

  boolean isConstant(String value) {
    return initialisers.containsKey(value) || preparing.containsKey(value);
  }

  Graph graph() {
    return graph;
  }

  /** The nodes that depend on the inputs and that results depend on, in order. */
  List<Node> running() {
    return running;
  }

  /** What a node reads that is no constant. */
  List<String> read(Node node) {
    return node.inputs().stream().filter(i -> !i.isEmpty() && !isConstant(i)).distinct().toList();
  }

  /** All values of the graph that are no constants, in the order in which they come to be. */
  List<Value> values() {
    List<Value> values = new ArrayList<>(graph.inputs());
    running.forEach(node -> values.addAll(node.outputs()));
    return values;
  }

  /** The nodes of these names and what prepares their constants, in order. */
  List<Node> withPreparation(Set<String> nodes, List<String> alsoWanted) {
    Set<String> wanted = new HashSet<>(alsoWanted);
    List<Node> kept = new ArrayList<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      boolean prepares = node.outputs().stream().anyMatch(out -> preparesFor(out, wanted));
      if (nodes.contains(node.name()) || prepares) {
        wanted.addAll(node.inputs());
        kept.add(node);
      }
    }
    Collections.reverse(kept);
    return kept;
  }

  private boolean preparesFor(Value output, Set<String> wanted) {
    return wanted.contains(output.name()) && preparing.containsKey(output.name());
  }

  /** The weights that nodes read or that are results themselves. */
  List<Initialiser> initialisers(List<Node> nodes, List<String> results) {
    Set<String> wanted = new HashSet<>(results);
    nodes.forEach(node -> wanted.addAll(node.inputs()));
    return graph.initialisers().stream().filter(i -> wanted.contains(i.value().name())).toList();
  }
}
