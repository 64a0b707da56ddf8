package duet.inference.dla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.dla.rule.Precision;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import duet.inference.dla.rule.Verdict;
import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Int;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Attribute.Text;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Nets;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Verdicts on the patterns that exporters write, and what they come to for the whole. */
class DlaRulesTest {
  private static final Rulebook BOOK = Rulebook.read();

  @Test
  void normalisationAndSiluAfterAConvolutionStayOnTheDla() {
    Nets nets =
        new Nets()
            .input("x", 1, 3, 8, 8)
            .weights("w", 16, 3, 3, 3)
            .node("Conv", "conv", List.of("x", "w"), Ints.of("pads", 1, 1, 1, 1))
            .norm("norm", "conv", 16)
            .node("Sigmoid", "gate", List.of("norm"))
            .node("Mul", "silu", List.of("norm", "gate"));
    DlaReport report = check(nets.graph("silu"), "orin", "10.3", Precision.FP16);
    assertTrue(report.fitsWhole(), report.layers().toString());
    assertEquals(List.of("conv", "norm", "gate", "silu"), report.subGraphs().get(0).layers());
    // 16 maps of 8 x 8 from 3 x 3 x 3 numbers each.
    assertEquals(16 * 64 * 27, report.macsOnDla());
    // Weights in FP16, the four numbers a channel of the normalisation in FP19.
    assertEquals(16 * 27 * 2 + 4 * 16 * 4, report.subGraphs().get(0).weightBytes());
  }

  @Test
  void quantisationSaysInWhatLayersComputeAndIsNoLayer() {
    DlaReport report = check(quantised(DataType.INT8, 0), "orin", "10.3", Precision.INT8);
    assertEquals(List.of(), report.fallbacks());
    assertEquals(List.of("conv"), report.subGraphs().get(0).layers());
    assertFalse(report.fitsWhole(), "the DLA takes ranges, not QuantizeLinear");
    assertTrue(
        report.limits().stream()
            .anyMatch(hit -> hit.refuses() && hit.words().contains("calibration cache")));
    assertTrue(check(quantised(DataType.INT8, 0), "orin", "11.4.1", Precision.INT8).fitsWhole());
  }

  @Test
  void unsignedQuantisationIsRefusedWithTheWayOut() {
    DlaReport report = check(quantised(DataType.UINT8, 128), "orin", "10.3", Precision.INT8);
    assertEquals(
        "quantises to UINT8; TensorRT takes INT8 only; zero point 128; TensorRT takes 0 only",
        reason(layer(report, "q")));
    assertFalse(report.fitsWhole());
  }

  private static Graph quantised(DataType type, int zero) {
    Initialiser scale = Initialiser.floats("s", Shape.of(), 0.1f);
    var buffer = Initialiser.buffer(type, Shape.of());
    buffer.put(0, (byte) zero);
    Initialiser point = new Initialiser(new Value("z", type, Shape.of()), buffer);
    Initialiser weights = Initialiser.floats("w", Shape.of(2, 1, 1, 1), 1, 2);
    List<Node> nodes =
        List.of(
            node("QuantizeLinear", "q", "x", "s", "z"),
            node("DequantizeLinear", "dq", "q", "s", "z"),
            node("Conv", "conv", "dq", "w"));
    Value x = new Value("x", DataType.FLOAT, Shape.of(1, 1, 4, 4));
    return Graph.of(
        new Graph.Parts(
            "net", "", List.of(x), List.of(scale, point, weights), nodes, List.of("conv")));
  }

  private static Node node(String operator, String out, String... in) {
    return new Node(out, operator, List.of(in), List.of(Value.unknown(out)), List.of());
  }

  @Test
  void whatTensorRtDoesNotKnowIsToldApartFromWhatTheDlaDoesNot() {
    Graph graph =
        new Nets()
            .input("x", 1, 4, 8, 8)
            .node("DynamicQuantizeLinear", "q", List.of("x"))
            .node("com.microsoft::QuickGelu", "g", List.of("x"))
            .node("GlobalAveragePool", "mean", List.of("x"))
            .graph("q", "g", "mean");
    DlaReport report = check(graph, "orin", "8.6", Precision.FP16);
    assertTrue(reason(layer(report, "q")).startsWith("TensorRT has no such operator"));
    assertTrue(reason(layer(report, "g")).startsWith("not an operator that the DLA"));
    assertEquals("reduces by AVERAGE; not native", reason(layer(report, "mean")));
  }

  @Test
  void aTransformerFallsBackLayerByLayer() {
    Graph graph =
        new Nets()
            .input("tokens", 1, 100, 64)
            .weights("w", 64, 64)
            .weights("g", 64)
            .weights("b", 64)
            .node("LayerNormalization", "norm", List.of("tokens", "g", "b"), new Int("axis", -1))
            .node("MatMul", "query", List.of("norm", "w"))
            .node("Transpose", "key", List.of("query"), Ints.of("perm", 0, 2, 1))
            .node("MatMul", "scores", List.of("query", "key"))
            .node("Softmax", "weights", List.of("scores"), new Int("axis", -1))
            .graph("weights");
    DlaReport report = check(graph, "orin", "10.3", Precision.FP16);
    assertTrue(reason(layer(report, "norm")).contains("normalisation over layers"));
    assertTrue(layer(report, "query").onDla(), "a constant second factor is a 1x1 convolution");
    assertTrue(reason(layer(report, "key")).contains("fewer than 4"));
    assertTrue(reason(layer(report, "scores")).contains("two computed tensors"));
    assertEquals(100L * 64 * 64 + 100L * 100 * 64, report.macs());
  }

  @Test
  void softmaxRunsOnOrinOnly() {
    Graph graph =
        new Nets()
            .input("x", 1, 16, 4, 8)
            .node("Softmax", "y", List.of("x"), new Int("axis", 1))
            .graph("y");
    assertTrue(check(graph, "orin", "8.6", Precision.FP16).fitsWhole());
    DlaReport xavier = check(graph, "xavier", "8.5", Precision.FP16);
    assertEquals("Xavier has no SoftMax", reason(layer(xavier, "y")));
  }

  @Test
  void anAverageThatLeavesThePaddingOutIsRefusedOnXavierOnly() {
    Graph graph =
        new Nets()
            .input("x", 1, 4, 8, 8)
            .node(
                "AveragePool",
                "y",
                List.of("x"),
                Ints.of("kernel_shape", 3, 3),
                Ints.of("pads", 1, 1, 1, 1))
            .graph("y");
    assertTrue(check(graph, "orin", "8.5", Precision.FP16).fitsWhole());
    assertFalse(check(graph, "xavier", "8.5", Precision.FP16).fitsWhole());
  }

  @Test
  void samePaddingIsWorkedOutFromTheShapes() {
    Graph graph =
        new Nets()
            .input("x", 1, 4, 8, 8)
            .weights("w", 4, 2, 4, 4)
            .node(
                "ConvTranspose",
                "y",
                List.of("x", "w"),
                Ints.of("strides", 2, 2),
                new Text("auto_pad", "SAME_UPPER"))
            .graph("y");
    DlaReport report = check(graph, "orin", "10.3", Precision.FP16);
    assertEquals("padding 1, must be 0", reason(layer(report, "y")));
  }

  @Test
  void aDetourOverTheGpuCutsTheDlaPartInTwo() {
    Graph graph =
        new Nets()
            .input("x", 1, 4, 8, 8)
            .node("Relu", "a", List.of("x"))
            .node("Elu", "gpu", List.of("a"))
            .node("Relu", "b", List.of("a"))
            .node("Add", "c", List.of("b", "gpu"))
            .graph("c");
    DlaReport report = check(graph, "orin", "10.3", Precision.FP16);
    assertEquals(
        List.of(List.of("a", "b"), List.of("c")),
        report.subGraphs().stream().map(SubGraph::layers).toList());
  }

  @Test
  void attributesWithoutNumbersAreOddAndNotFatal() {
    List<Node> nodes = new ArrayList<>();
    for (String operator : OPERATORS) {
      for (String name : List.of("perm", "pads", "strides", "kernel_shape", "output_shape")) {
        nodes.add(odd(operator, List.of("x", "w", "two"), List.of(Ints.of(name))));
      }
    }
    assertEquals(nodes.size(), told(check(graph(named(nodes)), "orin", "8.6", Precision.FP16)));
  }

  private static long told(DlaReport report) {
    return report.layers().stream().filter(layer -> !layer.operator().isEmpty()).count();
  }

  @Property(tries = 400)
  void noGraphOfOddNodesMakesItThrow(@ForAll("odd") List<Node> nodes) {
    for (String device : List.of("orin", "xavier")) {
      DlaReport report = check(graph(nodes), device, "8.6", Precision.INT8);
      assertEquals(nodes.size(), told(report));
    }
  }

  private static Graph graph(List<Node> nodes) {
    Value x = new Value("x", DataType.FLOAT, Shape.of(1, 4, 8, 8));
    Value flat = new Value("flat", DataType.FLOAT, Shape.of(3));
    Value whole = new Value("whole", DataType.INT64, Shape.of());
    List<Initialiser> constants =
        List.of(
            Initialiser.ints("two", 1, 2),
            Initialiser.floats("w", Shape.of(4, 4, 3, 3), new float[144]));
    String last = nodes.get(nodes.size() - 1).output().name();
    return Graph.of(
        new Graph.Parts("odd", "", List.of(x, flat, whole), constants, nodes, List.of(last)));
  }

  @Provide
  Arbitrary<List<Node>> odd() {
    List<String> operators = new ArrayList<>(List.of("Nonsense", "com.acme::Op"));
    operators.addAll(OPERATORS);
    Arbitrary<List<String>> inputs =
        Arbitraries.of("x", "flat", "whole", "two", "w", "").list().ofMaxSize(5);
    Arbitrary<Attribute> attributes =
        net.jqwik.api.Combinators.combine(
                Arbitraries.of(
                    "axis",
                    "pads",
                    "kernel_shape",
                    "strides",
                    "perm",
                    "group",
                    "auto_pad",
                    "mode",
                    "output_padding",
                    "dilations",
                    "size",
                    "axes",
                    "to",
                    "min",
                    "output_shape"),
                Arbitraries.longs().between(-9, 70).list().ofMaxSize(5),
                Arbitraries.integers().between(0, 2))
            .as(DlaRulesTest::attribute);
    Arbitrary<Node> node =
        net.jqwik.api.Combinators.combine(
                Arbitraries.of(operators), inputs, attributes.list().ofMaxSize(4))
            .as((operator, in, settings) -> odd(operator, in, settings));
    return node.list().ofMinSize(1).ofMaxSize(6).map(DlaRulesTest::named);
  }

  private static Node odd(String operator, List<String> in, List<Attribute> settings) {
    var once = settings.stream().collect(Collectors.toMap(Attribute::name, a -> a, (a, b) -> a));
    return new Node(
        "node", operator, in, List.of(Value.unknown("node")), List.copyOf(once.values()));
  }

  private static Attribute attribute(String name, List<Long> values, int kind) {
    return switch (kind) {
      case 0 -> new Ints(name, values);
      case 1 -> new Int(name, values.isEmpty() ? Long.MIN_VALUE : values.get(0));
      default -> new Text(name, "SAME_UPPER");
    };
  }

  private static List<Node> named(List<Node> nodes) {
    List<Node> named = new ArrayList<>();
    for (Node node : nodes) {
      String name = "n" + named.size();
      named.add(
          new Node(
              name,
              node.operator(),
              node.inputs(),
              List.of(Value.unknown(name)),
              node.attributes()));
    }
    return named;
  }

  private static final List<String> OPERATORS =
      List.of(
          "Conv",
          "ConvTranspose",
          "Gemm",
          "MatMul",
          "Clip",
          "PRelu",
          "MaxPool",
          "AveragePool",
          "Add",
          "Equal",
          "BatchNormalization",
          "Concat",
          "Resize",
          "Upsample",
          "Slice",
          "Split",
          "Softmax",
          "Reshape",
          "Transpose",
          "Flatten",
          "LRN",
          "Gather",
          "Constant",
          "Shape",
          "Cast",
          "Identity",
          "QuantizeLinear",
          "DequantizeLinear",
          "ConvInteger",
          "ReduceMean",
          "Where");

  private static DlaReport check(Graph graph, String device, String release, Precision precision) {
    Target target =
        new Target(
            BOOK.device(device).orElseThrow(), BOOK.release(release).orElseThrow(), precision);
    return new DlaRules(BOOK).check(graph, target, 1);
  }

  private static Layer layer(DlaReport report, String name) {
    return report.layers().stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String reason(Layer layer) {
    return layer.verdict() instanceof Verdict.FallsBack back ? back.reason() : "";
  }
}
