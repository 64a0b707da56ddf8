package duet.inference.graph;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network. Once made it is right and stays so: nodes stand in topological order, each name is
 * given once, each input of a node exists before the node.
 */
public final class Graph {
  private final String name;
  private final String description;
  private final Header header;
  private final List<Value> inputs;
  private final List<Initialiser> initialisers;
  private final List<Node> nodes;
  private final List<Value> outputs;
  private final Map<String, Value> values;

  /**
   * What a graph is made of.
   *
   * @param description for people who open the file: what the network is, and of what worth
   * @param nodes in topological order
   * @param outputs names of values
   * @param header what the file says besides the network
   */
  public record Parts(
      String name,
      String description,
      List<Value> inputs,
      List<Initialiser> initialisers,
      List<Node> nodes,
      List<String> outputs,
      Header header) {
    /** Parts of a network that Duet itself makes. */
    public Parts(
        String name,
        String description,
        List<Value> inputs,
        List<Initialiser> initialisers,
        List<Node> nodes,
        List<String> outputs) {
      this(name, description, inputs, initialisers, nodes, outputs, Header.DUET);
    }
  }

  private Graph(Parts parts, Map<String, Value> values, List<Value> outputs) {
    this.name = parts.name();
    this.description = parts.description();
    this.header = parts.header();
    this.inputs = List.copyOf(parts.inputs());
    this.initialisers = List.copyOf(parts.initialisers());
    this.nodes = List.copyOf(parts.nodes());
    this.values = Collections.unmodifiableMap(values);
    this.outputs = List.copyOf(outputs);
  }

  /**
   * Checks the parts and makes a graph of them.
   *
   * @throws IllegalArgumentException naming the node or value that is wrong
   */
  public static Graph of(Parts parts) {
    Map<String, Value> values = new LinkedHashMap<>();
    parts.inputs().forEach(input -> define(values, input));
    parts.initialisers().forEach(initialiser -> define(values, initialiser.value()));
    Set<String> nodeNames = new HashSet<>();
    for (Node node : parts.nodes()) {
      if (!nodeNames.add(node.name())) {
        throw new IllegalArgumentException("two nodes are named '" + node.name() + "'");
      }
      for (String input : node.inputs()) {
        if (!input.isEmpty() && !values.containsKey(input)) {
          throw unread(parts, node, input);
        }
      }
      node.outputs().forEach(output -> define(values, output));
    }
    return new Graph(parts, values, outputs(parts, values));
  }

  /** In a circle some node comes too early as well. */
  private static IllegalArgumentException unread(Parts parts, Node node, String input) {
    boolean later =
        parts.nodes().stream()
            .flatMap(other -> other.outputs().stream())
            .anyMatch(output -> output.name().equals(input));
    return new IllegalArgumentException(
        "%s '%s' reads '%s' %s"
            .formatted(
                node.operator(),
                node.name(),
                input,
                later
                    ? "before it exists: the nodes form a circle or stand in the wrong order"
                    : "and nothing gives that: a weight or an input is missing"));
  }

  private static void define(Map<String, Value> values, Value value) {
    if (values.putIfAbsent(value.name(), value) != null) {
      throw new IllegalArgumentException("two values are named '" + value.name() + "'");
    }
  }

  private static List<Value> outputs(Parts parts, Map<String, Value> values) {
    return parts.outputs().stream()
        .map(
            output ->
                Optional.ofNullable(values.get(output))
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "output '" + output + "' is computed by no node")))
        .toList();
  }

  /** A graph of the same name, description, inputs and header with other contents. */
  public Graph with(List<Initialiser> constants, List<Node> others, List<String> results) {
    return of(new Parts(name, description, inputs, constants, others, results, header));
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public Header header() {
    return header;
  }

  public List<Value> inputs() {
    return inputs;
  }

  public List<Initialiser> initialisers() {
    return initialisers;
  }

  /** In topological order. */
  public List<Node> nodes() {
    return nodes;
  }

  public List<Value> outputs() {
    return outputs;
  }

  /** An input, an initialiser or an output of a node. */
  public Optional<Value> value(String valueName) {
    return Optional.ofNullable(values.get(valueName));
  }
}
