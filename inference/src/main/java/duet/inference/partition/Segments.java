package duet.inference.partition;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which legal cuts are worth a schedule's while. Between two layers with weights there is at most
 * one: where the fewest bytes are handed over, of those that tear nothing apart which a runtime
 * runs as one kernel.
 *
 * <p>That matters for the time and for the bits. A convolution takes in what follows it, its batch
 * norm, its activation, the sum of a residual block, and then adds in another order; parts that
 * kept to this border give the very same numbers as the whole, however many of them there are.
 */
public final class Segments {
  private static final Set<String> WEIGHTED =
      Set.of(
          "Conv",
          "ConvTranspose",
          "ConvInteger",
          "QLinearConv",
          "MatMul",
          "MatMulInteger",
          "QLinearMatMul",
          "Gemm",
          "LSTM",
          "GRU",
          "RNN");

  /** What runtimes compute on the way out of the layer before. */
  private static final Set<String> TAKEN_IN =
      Set.of(
          "BatchNormalization",
          "InstanceNormalization",
          "Relu",
          "LeakyRelu",
          "PRelu",
          "Elu",
          "Clip",
          "Sigmoid",
          "HardSigmoid",
          "HardSwish",
          "Softplus",
          "Erf",
          "Gelu",
          "Tanh",
          "Add",
          "Sum",
          "Sub",
          "Mul",
          "Div",
          "Slice",
          "Cast",
          "QuantizeLinear");

  /** Add up in another order where a convolution before them leaves its maps in blocks. */
  private static final Set<String> LAID_OUT =
      Set.of("BatchNormalization", "AveragePool", "GlobalAveragePool");

  private static final Set<String> SUMS = Set.of("Add", "Sum");

  private final Flow flow;
  private final Map<String, Node> makers = new HashMap<>();
  private final Map<String, List<Node>> readers = new HashMap<>();

  private Segments(Graph graph) {
    flow = new Flow(graph);
    for (Node node : flow.running()) {
      node.outputs().forEach(output -> makers.put(output.name(), node));
      flow.read(node)
          .forEach(name -> readers.computeIfAbsent(name, key -> new ArrayList<>()).add(node));
    }
  }

  /** The cuts between the segments, in order; shapes need to be inferred before. */
  public static List<Cut> of(Graph graph) {
    return new Segments(graph).chosen(Cuts.of(graph));
  }

  /** The node that a cut lies before can be weighted itself: then the cut still is before it. */
  private List<Cut> chosen(List<Cut> legal) {
    Map<String, Cut> before = new HashMap<>();
    legal.stream().filter(this::tearsNothing).forEach(cut -> before.put(cut.before(), cut));
    List<Cut> chosen = new ArrayList<>();
    List<Cut> between = new ArrayList<>();
    boolean begun = false;
    for (Node node : flow.running()) {
      if (begun && before.containsKey(node.name())) {
        between.add(before.get(node.name()));
      }
      if (WEIGHTED.contains(node.operator())) {
        addSmallest(between, chosen);
        begun = true;
      }
    }
    return chosen;
  }

  private static void addSmallest(List<Cut> between, List<Cut> chosen) {
    between.stream()
        .reduce((one, other) -> other.bytes() < one.bytes() ? other : one)
        .ifPresent(chosen::add);
    between.clear();
  }

  private boolean tearsNothing(Cut cut) {
    return cut.live().stream().map(Value::name).noneMatch(this::isPartOfAKernel);
  }

  private boolean isPartOfAKernel(String value) {
    Node maker = makers.get(value);
    if (maker == null) {
      return false;
    }
    List<Node> its = readers.getOrDefault(value, List.of());
    return maker.operator().equals("DequantizeLinear")
        || its.stream().allMatch(reader -> TAKEN_IN.contains(reader.operator()))
        || its.stream().anyMatch(reader -> dependsOnLayout(reader, value));
  }

  private boolean dependsOnLayout(Node reader, String value) {
    boolean interpolates =
        reader.operator().equals("Resize") && !reader.text("mode", "nearest").equals("nearest");
    return LAID_OUT.contains(reader.operator()) || interpolates || isSummedIn(reader, value);
  }

  /** Whether a convolution adds the value to its own results: then it has to be in its layout. */
  private boolean isSummedIn(Node reader, String value) {
    return SUMS.contains(reader.operator())
        && flow.read(reader).stream()
            .filter(other -> !other.equals(value))
            .map(makers::get)
            .anyMatch(maker -> maker != null && isWeightedOrItsNorm(maker));
  }

  private boolean isWeightedOrItsNorm(Node maker) {
    return WEIGHTED.contains(maker.operator()) || maker.operator().equals("BatchNormalization");
  }
}
