package duet.inference.surgery.cut;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Surgery;
import duet.inference.surgery.SurgeryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ends a network at inner values: they become its results, and what is behind them is left out.
 * What is left out can be had as a network of its own, which takes those values and gives the
 * results of the whole.
 *
 * @param values names, in the order of the new results
 */
public record CutAt(List<String> values) implements Surgery {
  public CutAt {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a cut needs values to cut at");
    }
  }

  /**
   * The part before the cut.
   *
   * @throws SurgeryException when no node computes one of the values
   */
  @Override
  public Edited apply(Graph graph) {
    Set<String> computed = new HashSet<>();
    graph.nodes().forEach(node -> node.outputs().forEach(out -> computed.add(out.name())));
    for (String value : values) {
      if (!computed.contains(value)) {
        throw new SurgeryException("computes no value '" + value + "' to cut at");
      }
    }
    List<Node> kept = needed(graph, values, Set.of());
    Graph part = graph.with(constants(graph, kept), kept, values);
    String what = "everything behind the cut left out, %d nodes".formatted(left(graph, kept));
    return new Edited(part, List.of(new Edited.Change(String.join(", ", values), what)));
  }

  private static int left(Graph graph, List<Node> kept) {
    return graph.nodes().size() - kept.size();
  }

  /**
   * The part behind the cut; its inputs are the values and whatever inputs of the whole it reads
   * beside them.
   *
   * @throws IllegalStateException when the shape of a value is not known
   */
  public Graph rest(Graph graph) {
    List<String> results = graph.outputs().stream().map(Value::name).toList();
    List<Node> nodes = needed(graph, results, new HashSet<>(values));
    Set<String> read = new LinkedHashSet<>();
    nodes.forEach(node -> read.addAll(node.inputs()));
    List<Value> inputs = new ArrayList<>();
    Stream.concat(
            values.stream().flatMap(name -> graph.value(name).stream()),
            graph.inputs().stream().filter(input -> read.contains(input.name())))
        .forEach(inputs::add);
    inputs.forEach(Value::shape);
    return Graph.of(
        new Graph.Parts(
            graph.name() + "-rest",
            graph.description(),
            inputs,
            constants(graph, nodes),
            nodes,
            results,
            graph.header()));
  }

  /** The nodes on the way to some values, not going beyond others. */
  private static List<Node> needed(Graph graph, List<String> wanted, Set<String> given) {
    Set<String> open = new HashSet<>(wanted);
    List<Node> nodes = new ArrayList<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      Optional<Value> wantedHere =
          node.outputs().stream()
              .filter(out -> open.contains(out.name()) && !given.contains(out.name()))
              .findFirst();
      if (wantedHere.isPresent()) {
        open.addAll(node.inputs());
        nodes.add(0, node);
      }
    }
    return nodes;
  }

  private static List<Initialiser> constants(Graph graph, List<Node> nodes) {
    Set<String> read = new HashSet<>();
    nodes.forEach(node -> read.addAll(node.inputs()));
    return graph.initialisers().stream().filter(i -> read.contains(i.value().name())).toList();
  }
}
