package duet.inference.partition;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Some nodes of a network as a network of their own. */
public final class SubModel {
  private final Flow flow;
  private final Set<String> results;

  SubModel(Flow flow) {
    this.flow = flow;
    results =
        flow.graph().outputs().stream()
            .map(Value::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The nodes of the given names, and what prepares their constants. What they read from elsewhere
   * comes in; what others read of them, or is a result of the whole, goes out.
   *
   * @throws IllegalArgumentException when a name is not there, or when something would have to
   *     leave the nodes and come back, so that they cannot run in one go
   * @throws IllegalStateException when the size of what comes in is not known
   */
  public static Graph of(Graph whole, String name, Set<String> nodes) {
    Flow flow = new Flow(whole);
    Set<String> chosen = new HashSet<>(nodes);
    whole.nodes().forEach(node -> chosen.remove(node.name()));
    if (!chosen.isEmpty()) {
      throw new IllegalArgumentException("there are no nodes " + chosen);
    }
    flow.running().stream().map(Node::name).filter(nodes::contains).forEach(chosen::add);
    refuseDetours(flow, chosen);
    return new SubModel(flow).of(name, chosen, List.of());
  }

  /** What depends on the nodes from outside must not feed them again. */
  private static void refuseDetours(Flow flow, Set<String> chosen) {
    Set<String> inside = new HashSet<>();
    Set<String> detoured = new HashSet<>();
    for (Node node : flow.running()) {
      boolean in = chosen.contains(node.name());
      boolean late = flow.read(node).stream().anyMatch(detoured::contains);
      if (in && late) {
        throw new IllegalArgumentException(
            node.operator()
                + " '"
                + node.name()
                + "' waits for a node outside that waits for these");
      }
      boolean fed = late || flow.read(node).stream().anyMatch(inside::contains);
      if (in || fed) {
        node.outputs().forEach(output -> (in ? inside : detoured).add(output.name()));
      }
    }
  }

  /** Results of the whole that depend on no input. */
  List<String> constantResults() {
    return results.stream().filter(flow::isConstant).toList();
  }

  Graph of(String name, Set<String> chosen, List<String> alsoResults) {
    List<Node> nodes = flow.withPreparation(chosen, alsoResults);
    List<Node> running =
        flow.running().stream().filter(node -> chosen.contains(node.name())).toList();
    List<String> out = new ArrayList<>(results(running, chosen));
    out.addAll(alsoResults);
    Graph whole = flow.graph();
    return Graph.of(
        new Graph.Parts(
            name,
            whole.description(),
            inputs(running),
            flow.initialisers(nodes, out),
            nodes,
            out,
            whole.header()));
  }

  private List<Value> inputs(List<Node> running) {
    Set<String> read = new HashSet<>();
    running.forEach(node -> read.addAll(flow.read(node)));
    running.forEach(node -> node.outputs().forEach(output -> read.remove(output.name())));
    List<Value> inputs =
        flow.values().stream().filter(value -> read.contains(value.name())).toList();
    inputs.forEach(Value::shape);
    return inputs;
  }

  private List<String> results(List<Node> running, Set<String> chosen) {
    Set<String> wanted = new HashSet<>(results);
    flow.running().stream()
        .filter(node -> !chosen.contains(node.name()))
        .forEach(node -> wanted.addAll(flow.read(node)));
    return running.stream()
        .flatMap(node -> node.outputs().stream())
        .map(Value::name)
        .filter(wanted::contains)
        .toList();
  }
}
