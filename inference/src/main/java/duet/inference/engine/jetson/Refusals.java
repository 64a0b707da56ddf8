package duet.inference.engine.jetson;

import duet.inference.dla.DlaReport;
import duet.inference.dla.DlaRules;
import duet.inference.dla.Layer;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import duet.inference.dla.rule.Verdict;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a DLA cannot run nodes of a network, by name. */
record Refusals(Map<String, String> byNode) {

  static Refusals of(Graph graph, Target target) {
    DlaReport report = new DlaRules(Rulebook.read()).check(graph, target, 1);
    Map<String, String> layers = new HashMap<>();
    Map<String, String> constants = new HashMap<>();
    for (Layer layer : report.layers()) {
      if (layer.verdict() instanceof Verdict.FallsBack back) {
        (layer.operator().isEmpty() ? constants : layers).put(layer.name(), back.reason());
      }
    }
    Map<String, String> byNode = new HashMap<>();
    for (Node node : graph.nodes()) {
      why(node, layers, constants).ifPresent(words -> byNode.put(node.name(), words));
    }
    return new Refusals(byNode);
  }

  /** Its own reason, or that of a constant that it reads. */
  private static Optional<String> why(
      Node node, Map<String, String> layers, Map<String, String> constants) {
    return Stream.concat(
            Stream.ofNullable(layers.get(node.name())),
            node.inputs().stream().flatMap(input -> Stream.ofNullable(constants.get(input))))
        .findFirst()
        .map(reason -> node.operator() + " '" + node.name() + "': " + reason);
  }

  /** The first among some nodes. */
  Optional<String> first(List<String> nodes) {
    return nodes.stream().filter(byNode::containsKey).findFirst().map(byNode::get);
  }
}
