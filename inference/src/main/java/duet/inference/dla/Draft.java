package duet.inference.dla;

import duet.inference.dla.rule.Facts;
import duet.inference.dla.rule.Hit;
import duet.inference.dla.rule.Target;
import duet.inference.dla.rule.Verdict;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** A report that grows layer by layer. */
final class Draft {
  private static final int MIB_BITS = 20;
  private final Graph graph;
  private final Target target;
  private final Clusters clusters = new Clusters();
  private final List<Layer> layers = new ArrayList<>();

  /** For each layer its cluster; -1 for what is in none. */
  private final List<Integer> places = new ArrayList<>();

  private final Map<Integer, List<Value>> results = new LinkedHashMap<>();
  private final Set<String> operands = new HashSet<>();

  Draft(Graph graph, Target target) {
    this.graph = graph;
    this.target = target;
  }

  /** A layer that is no node; told once however many nodes read it. */
  void operand(String name, Facts facts, Verdict verdict) {
    if (operands.add(name)) {
      layers.add(new Layer(name, "", facts.layer(), verdict, 0, 0, OptionalInt.empty()));
      places.add(-1);
    }
  }

  void add(Look look, Verdict verdict) {
    Node node = look.node();
    Work work = verdict instanceof Verdict.NoLayer ? Work.NONE : Work.of(look, target);
    layers.add(
        new Layer(
            node.name(),
            node.operator(),
            look.operator().layer(),
            verdict,
            work.macs(),
            work.weightBytes(),
            OptionalInt.empty()));
    places.add(place(look, verdict));
  }

  private int place(Look look, Verdict verdict) {
    List<String> outputs = look.node().outputs().stream().map(Value::name).toList();
    if (verdict instanceof Verdict.NoLayer) {
      clusters.pass(look.data(), outputs);
      return -1;
    }
    boolean fits = verdict instanceof Verdict.Fits;
    int cluster = clusters.add(fits ? "DLA " + batch(look) : "GPU", look.data(), outputs);
    if (fits) {
      results.put(cluster, look.node().outputs());
    }
    return cluster;
  }

  /** Layers of another effective batch go to a loadable of their own. */
  private static long batch(Look look) {
    List<Long> dims = look.result().map(Shape::dims).orElse(List.of());
    return dims.subList(0, Math.max(0, dims.size() - 3)).stream().reduce(1L, (a, b) -> a * b);
  }

  /** What the limits of the whole are about. */
  Facts whole(int instances) {
    List<SubGraph> pieces = subGraphs();
    long weights = pieces.stream().mapToLong(SubGraph::weightBytes).max().orElse(0);
    long inner = pieces.stream().mapToLong(SubGraph::innerBytes).max().orElse(0);
    return new Facts.Notebook("NETWORK")
        .put("loadables", (long) pieces.size() * instances)
        .put("weights MB", weights >> MIB_BITS)
        .put("tensors MB", inner >> MIB_BITS)
        .put("convolutions", onDla("CONVOLUTION"))
        .put("large scales", scaleBytes() >> MIB_BITS)
        .whether("quantized", layers.stream().anyMatch(layer -> layer.kind().equals("quantize")))
        .whether("asymmetric", has(DataType.UINT8))
        .whether("float", has(DataType.FLOAT))
        .facts();
  }

  private long onDla(String kind) {
    return layers.stream().filter(layer -> layer.onDla() && layer.kind().equals(kind)).count();
  }

  private long scaleBytes() {
    return layers.stream()
        .filter(layer -> layer.onDla() && layer.kind().equals("SCALE"))
        .mapToLong(Layer::weightBytes)
        .sum();
  }

  private boolean has(DataType type) {
    return graph.nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .anyMatch(value -> value.type() == type);
  }

  DlaReport report(int instances, List<Hit> limits) {
    List<SubGraph> pieces = subGraphs();
    Map<Integer, Integer> numbers = numbers();
    List<Layer> numbered = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      numbered.add(layer.onDla() && places.get(i) >= 0 ? layer.in(number(numbers, i)) : layer);
    }
    return new DlaReport(
        target, instances, numbered, pieces, target.withoutDla().isPresent() ? List.of() : limits);
  }

  private int number(Map<Integer, Integer> numbers, int layer) {
    return numbers.getOrDefault(clusters.root(places.get(layer)), 0);
  }

  /** The number of each DLA cluster, by its root, in the order of the graph. */
  private Map<Integer, Integer> numbers() {
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    results
        .keySet()
        .forEach(cluster -> numbers.putIfAbsent(clusters.root(cluster), numbers.size() + 1));
    return numbers;
  }

  private List<SubGraph> subGraphs() {
    Map<Integer, Integer> numbers = numbers();
    return numbers.entrySet().stream()
        .map(piece -> subGraph(piece.getValue(), piece.getKey()))
        .toList();
  }

  private SubGraph subGraph(int number, int root) {
    List<Layer> its = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (places.get(i) >= 0 && clusters.root(places.get(i)) == root) {
        its.add(layers.get(i));
      }
    }
    return new SubGraph(
        number,
        its.stream().map(Layer::name).toList(),
        its.stream().mapToLong(Layer::macs).sum(),
        its.stream().mapToLong(Layer::weightBytes).sum(),
        innerBytes(root));
  }

  private long innerBytes(int root) {
    double numbers =
        results.entrySet().stream()
            .filter(result -> clusters.root(result.getKey()) == root)
            .flatMap(result -> result.getValue().stream())
            .filter(Value::isKnown)
            .mapToDouble(value -> Work.elements(value.shape()))
            .sum();
    return (long) (numbers * target.precision().bytes());
  }
}
