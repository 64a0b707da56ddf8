package duet.inference.engine.jetson;

import duet.inference.engine.jetson.cost.Fusion;
import duet.inference.engine.jetson.cost.Kernel;
import duet.inference.engine.jetson.cost.Kernels;
import duet.inference.graph.Graph;
import duet.inference.partition.Cut;
import duet.inference.partition.Cuts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lies between two neighbouring places at which a network can be cut without breaking what
 * TensorRT fuses.
 *
 * @param name of its first node
 * @param nodes names, in the order of the graph
 * @param gpu the kernels that a GPU makes of it
 * @param dla the kernels that a DLA makes of it
 * @param cut before it; empty before the first
 */
record Piece(
    String name, List<String> nodes, List<Kernel> gpu, List<Kernel> dla, Optional<Cut> cut) {

  /** All pieces of a graph with inferred shapes, in order; one where nothing is computed. */
  static List<Piece> of(Graph graph) {
    List<Kernel> gpu = Kernels.of(graph, Fusion.GPU);
    List<Kernel> dla = Kernels.of(graph, Fusion.DLA);
    List<String> order = order(graph, gpu);
    if (order.isEmpty()) {
      return List.of(new Piece(graph.name(), order, gpu, dla, Optional.empty()));
    }
    Map<String, Cut> cuts = new HashMap<>();
    Cuts.of(graph).forEach(cut -> cuts.put(cut.before(), cut));
    List<Integer> begins = begins(order, gpu, cuts);
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < begins.size(); i++) {
      int to = i + 1 < begins.size() ? begins.get(i + 1) : order.size();
      List<String> nodes = order.subList(begins.get(i), to);
      Set<String> own = new HashSet<>(nodes);
      Optional<Cut> cut = Optional.ofNullable(cuts.get(nodes.get(0)));
      pieces.add(new Piece(nodes.get(0), nodes, within(gpu, own), within(dla, own), cut));
    }
    return pieces;
  }

  private static List<String> order(Graph graph, List<Kernel> kernels) {
    Set<String> running = new HashSet<>();
    kernels.forEach(kernel -> running.addAll(kernel.nodes()));
    return graph.nodes().stream().map(node -> node.name()).filter(running::contains).toList();
  }

  private static List<Kernel> within(List<Kernel> kernels, Set<String> nodes) {
    return kernels.stream().filter(kernel -> nodes.contains(kernel.nodes().get(0))).toList();
  }

  /** Where no kernel is under way, and something has been launched since the last cut. */
  private static List<Integer> begins(
      List<String> order, List<Kernel> kernels, Map<String, Cut> cuts) {
    Map<String, Kernel> kernelOf = new HashMap<>();
    kernels.forEach(kernel -> kernel.nodes().forEach(node -> kernelOf.put(node, kernel)));
    List<Integer> begins = new ArrayList<>(List.of(0));
    Set<String> pending = new HashSet<>();
    boolean launched = false;
    for (int i = 0; i < order.size(); i++) {
      String node = order.get(i);
      if (pending.isEmpty() && launched && cuts.containsKey(node)) {
        begins.add(i);
        launched = false;
      }
      Kernel kernel = kernelOf.get(node);
      pending.addAll(kernel == null ? Set.of() : later(kernel.nodes(), node));
      pending.remove(node);
      launched |= kernel != null && kernel.isLaunched();
    }
    return begins;
  }

  private static Collection<String> later(List<String> nodes, String node) {
    return nodes.get(0).equals(node) ? nodes : List.of();
  }
}
