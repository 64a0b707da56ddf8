package duet.inference.engine.jetson.cost;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.NodeCost;
import duet.inference.graph.Value;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The kernels that an engine makes of a network, one walk in the order of the graph: a node goes
 * into the youngest kernel that it reads, if that kernel takes it and nobody else needs what would
 * no longer be written; else it begins a kernel. All that it reads is there by then, so the kernels
 * run in the order in which they begin.
 */
public final class Kernels {
  private final Fusion fusion;
  private final Graph graph;
  private final Set<String> constants = new HashSet<>();
  private final Set<String> results = new HashSet<>();
  private final Set<String> reshaped = new HashSet<>();
  private final Map<String, List<Node>> readers = new HashMap<>();
  private final Map<String, Integer> homes = new HashMap<>();
  private final List<List<Node>> drafts = new ArrayList<>();

  private Kernels(Graph graph, Fusion fusion) {
    this.graph = graph;
    this.fusion = fusion;
    graph.initialisers().forEach(one -> constants.add(one.value().name()));
    graph.outputs().forEach(output -> results.add(output.name()));
    for (Node node : graph.nodes()) {
      if (flowing(node).isEmpty()) {
        node.outputs().forEach(output -> constants.add(output.name()));
      }
      flowing(node).forEach(in -> readers.computeIfAbsent(in, key -> new ArrayList<>()).add(node));
    }
  }

  /**
   * In the order in which they run; each node that depends on an input is in exactly one.
   *
   * @param graph with inferred shapes: what is of unknown size costs nothing
   */
  public static List<Kernel> of(Graph graph, Fusion fusion) {
    Kernels walk = new Kernels(graph, fusion);
    graph.nodes().stream().filter(node -> !walk.flowing(node).isEmpty()).forEach(walk::place);
    Map<String, NodeCost> costs = NodeCost.of(graph);
    return walk.drafts.stream().map(nodes -> walk.kernel(nodes, costs)).toList();
  }

  private List<String> flowing(Node node) {
    return node.inputs().stream()
        .filter(in -> !in.isEmpty() && !constants.contains(in))
        .distinct()
        .toList();
  }

  private void place(Node node) {
    int youngest = flowing(node).stream().mapToInt(this::home).max().orElse(-1);
    int home = youngest;
    if (youngest < 0 || !(fusion.isView(node) || isTaken(node, youngest))) {
      home = drafts.size();
      drafts.add(new ArrayList<>());
    }
    drafts.get(home).add(node);
    for (Value output : node.outputs()) {
      homes.put(output.name(), home);
      if (!fusion.isTransparent(node)) {
        reshaped.add(output.name());
      }
    }
  }

  /** The kernel that gives a value; -1 for inputs of the network. */
  private int home(String value) {
    return homes.getOrDefault(value, -1);
  }

  private boolean isTaken(Node node, int kernel) {
    return Fusion.isPointwise(node)
        && fusion.isHost(drafts.get(kernel).get(0))
        && flowing(node).stream()
            .filter(in -> home(in) == kernel)
            .allMatch(in -> canVanish(in, node, kernel));
  }

  /** Whether a value need not be written once this node is in the kernel. */
  private boolean canVanish(String value, Node into, int kernel) {
    Set<String> there = new HashSet<>(into.outputs().stream().map(Value::name).toList());
    return !results.contains(value)
        && !reshaped.contains(value)
        && Objects.requireNonNull(readers.get(value)).stream()
            .filter(reader -> !reader.equals(into))
            .allMatch(reader -> isIn(reader, kernel) || closesGate(reader, kernel, there));
  }

  private boolean isIn(Node reader, int kernel) {
    return drafts.get(kernel).contains(reader);
  }

  private boolean closesGate(Node reader, int kernel, Set<String> there) {
    return fusion.takesGates()
        && Fusion.isPointwise(reader)
        && flowing(reader).stream().allMatch(in -> home(in) == kernel || there.contains(in));
  }

  private Kernel kernel(List<Node> nodes, Map<String, NodeCost> costs) {
    long macs = 0;
    long weights = 0;
    for (Node node : nodes) {
      NodeCost cost = Objects.requireNonNull(costs.get(node.name()));
      macs += cost.macs();
      weights += cost.parameters();
    }
    List<String> names = nodes.stream().map(Node::name).toList();
    Node first = nodes.get(0);
    return new Kernel(first.operator(), names, macs, weights, moved(nodes), channels(first));
  }

  private long moved(List<Node> nodes) {
    if (nodes.stream().allMatch(fusion::isView)) {
      return 0;
    }
    Set<String> own = new HashSet<>();
    Set<String> read = new LinkedHashSet<>();
    nodes.forEach(node -> node.outputs().forEach(output -> own.add(output.name())));
    nodes.forEach(node -> read.addAll(flowing(node)));
    read.removeAll(own);
    List<String> written = own.stream().filter(name -> isRead(name, nodes)).toList();
    return read.stream().mapToLong(this::elements).sum()
        + written.stream().mapToLong(this::elements).sum();
  }

  /** Whether anyone but the kernel itself wants a value. */
  private boolean isRead(String value, List<Node> nodes) {
    return results.contains(value)
        || readers.getOrDefault(value, List.of()).stream().anyMatch(node -> !nodes.contains(node));
  }

  private long elements(String value) {
    return graph
        .value(value)
        .filter(Value::isKnown)
        .map(known -> known.shape().elements())
        .orElse(0L);
  }

  private Channels channels(Node node) {
    boolean transposed = node.operator().equals("ConvTranspose");
    Optional<Shape> weights =
        node.input(1).flatMap(graph::value).filter(Value::isKnown).map(Value::shape);
    if (!(transposed || node.operator().equals("Conv")) || weights.isEmpty()) {
      return Channels.NONE;
    }
    int groups = (int) node.integer("group", 1);
    int first = weights.get().dim(0);
    int second = weights.get().dim(1);
    return transposed ? new Channels(first / groups, second * groups) : new Channels(second, first);
  }
}
