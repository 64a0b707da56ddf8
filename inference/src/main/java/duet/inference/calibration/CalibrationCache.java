package duet.inference.calibration;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.precision.Range;
import duet.inference.tensor.DataType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ranges as TensorRT up to 10.7 takes them: a text of a line a tensor, its name and the size of one
 * step, a float in hexadecimal. The first line names the release, and no other release reads it.
 *
 * <p>What a layer only hands on or joins, a DLA holds in one range before and after: Concat, Slice,
 * pooling, Resize. So such values share the widest of their ranges.
 *
 * @param number of the release, as {@code getInferLibVersion} gives it, such as 100300
 */
public record CalibrationCache(int number, Map<String, Range> ranges) {
  private static final Set<String> HANDING_ON =
      Set.of("Concat", "Slice", "MaxPool", "AveragePool", "Resize", "Identity", "Dropout");

  public CalibrationCache {
    ranges = Map.copyOf(ranges);
  }

  /**
   * The values whose ranges are wanted: floats that flow between layers.
   *
   * @param kept names of the nodes whose results get no range, and so stay FP16
   */
  public static List<String> values(Graph graph, Set<String> kept) {
    Stream<Value> inner =
        graph.nodes().stream()
            .filter(node -> !kept.contains(node.name()))
            .flatMap(node -> node.outputs().stream());
    return Stream.concat(graph.inputs().stream(), inner)
        .filter(value -> value.isKnown() && value.type() == DataType.FLOAT)
        .map(Value::name)
        .toList();
  }

  /** The same ranges, widened where values must share one. */
  public static Map<String, Range> shared(Graph graph, Map<String, Range> ranges) {
    Map<String, Set<String>> groups = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (HANDING_ON.contains(node.operator())) {
        join(groups, tied(node, ranges.keySet()));
      }
    }
    Map<String, Range> shared = new LinkedHashMap<>(ranges);
    groups.forEach((name, group) -> shared.put(name, widest(group, ranges)));
    return shared;
  }

  private static List<String> tied(Node node, Set<String> known) {
    return Stream.concat(node.inputs().stream(), node.outputs().stream().map(Value::name))
        .filter(known::contains)
        .toList();
  }

  private static void join(Map<String, Set<String>> groups, List<String> names) {
    Set<String> all = new LinkedHashSet<>(names);
    names.forEach(name -> all.addAll(groups.getOrDefault(name, Set.of())));
    all.forEach(name -> groups.put(name, all));
  }

  private static Range widest(Collection<String> group, Map<String, Range> ranges) {
    return group.stream()
        .map(name -> Objects.requireNonNull(ranges.get(name)))
        .reduce((a, b) -> new Range(Math.min(a.low(), b.low()), Math.max(a.high(), b.high())))
        .orElseThrow();
  }

  /** The first line. */
  public String heading() {
    return "TRT-" + number + "-EntropyCalibration2";
  }

  /** The whole text. */
  public String text() {
    List<String> lines = new ArrayList<>(List.of(heading()));
    ranges.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + ": " + hexadecimal(entry.getValue().symmetricScale()))
        .forEach(lines::add);
    return String.join("\n", lines) + "\n";
  }

  private static String hexadecimal(float step) {
    return String.format("%08x", Float.floatToRawIntBits(step));
  }
}
