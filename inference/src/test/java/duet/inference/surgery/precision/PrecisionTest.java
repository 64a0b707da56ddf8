package duet.inference.surgery.precision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.calibration.Calibration;
import duet.inference.calibration.Clipping;
import duet.inference.calibration.Shapes;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Nets;
import duet.inference.surgery.SurgeryException;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {
  private static final OnnxRuntimeBackend BACKEND = new OnnxRuntimeBackend();

  @ParameterizedTest
  @EnumSource(Clipping.class)
  void eightBitsStayNearTheFloats(Clipping clipping) throws IOException {
    Graph graph = net();
    Set<String> watched = QuantiseStatic.watched(graph, Set.of(), Scheme.CPU);
    assertEquals(Set.of("x", "c", "r", "y"), watched);
    Map<String, Range> ranges =
        new Calibration(BACKEND, graph, clipping)
            .ranges(watched, Calibration.images(List.of(Nets.image(3 * 64))), done -> {});
    Edited edited = new QuantiseStatic(ranges, Set.of(), Scheme.CPU).apply(graph);
    assertEquals(2, edited.changes().size());
    assertEquals(4, Nets.count(edited.graph(), "QuantizeLinear"));
    float[] floats = Nets.run(graph);
    assertArrayEquals(floats, Nets.run(edited.graph()), 0.03f * largest(floats));
  }

  /** Weights of 1 give the scale 1/63; range -1..1.55 gives the step 0.01 and zero at 100. */
  @Test
  void hasTheIntegersOfTheFormula() {
    Graph graph =
        new Nets()
            .input("x", 1, 1, 1, 1)
            .weights("w", 1.0, 1.0, 2, 1, 1, 1)
            .node("Conv", "y", List.of("x", "w"))
            .graph("y");
    Range range = new Range(-1, 1.55);
    assertEquals(0.01f, range.scale(), 1e-9f);
    assertEquals(100, range.zeroPoint());
    Graph quantised =
        new QuantiseStatic(Map.of("x", range, "y", new Range(0, 2.55)), Set.of(), Scheme.CPU)
            .apply(graph)
            .graph();
    assertEquals((byte) 63, constant(quantised, "w/s8").data().get(0));
    assertEquals(1f / 63, constant(quantised, "w/s8.scale").asFloats().get(0), 1e-9f);
    assertEquals((byte) 100, constant(quantised, "x/dq/zero").data().get(0));
  }

  /** The largest of -1..1.27 is 1.27, so a step is 0.01; weights of 2 give the scale 2/127. */
  @Test
  void forADlaZeroIsZeroAndBytesAreSigned() throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 1, 2, 2)
            .weights("w", 2.0, 2.0, 2, 1, 1, 1)
            .weights("v", 2.0, 2.0, 2, 3, 2, 2)
            .weights("b", 3)
            .node("Conv", "c", List.of("x", "w"))
            .node("ConvTranspose", "y", List.of("c", "v", "b"))
            .graph("y");
    assertEquals(Set.of("x", "c", "y"), QuantiseStatic.watched(graph, Set.of(), Scheme.DLA));
    Map<String, Range> ranges =
        Map.of("x", new Range(-1, 1.27), "c", new Range(-2, 2.54), "y", new Range(-25, 25.4));
    Graph quantised = new QuantiseStatic(ranges, Set.of(), Scheme.DLA).apply(graph).graph();
    assertEquals(0.01f, constant(quantised, "x/dq/scale").asFloats().get(0), 1e-9f);
    assertEquals(DataType.INT8, constant(quantised, "x/dq/zero").value().type());
    assertEquals((byte) 0, constant(quantised, "x/dq/zero").data().get(0));
    assertEquals((byte) 127, constant(quantised, "w/s8").data().get(0));
    assertEquals(2f / 127, constant(quantised, "w/s8.scale").asFloats().get(1), 1e-9f);
    assertEquals(Shape.of(), constant(quantised, "v/s8.scale").value().shape());
    assertTrue(quantised.nodes().stream().anyMatch(node -> node.inputs().contains("b")));
    float[] floats = Nets.run(graph);
    assertArrayEquals(floats, Nets.run(quantised), 0.3f);
  }

  @Test
  void keepsWhatIsNamed() throws IOException {
    Graph graph = net();
    assertEquals(Set.of("x", "c"), QuantiseStatic.watched(graph, Set.of("y"), Scheme.CPU));
    Graph quantised =
        new QuantiseStatic(
                Map.of("x", new Range(-1, 1), "c", new Range(-9, 9)), Set.of("y"), Scheme.CPU)
            .apply(graph)
            .graph();
    Node kept = quantised.nodes().get(quantised.nodes().size() - 1);
    assertEquals(List.of("r", "v", "b"), kept.inputs());
  }

  @Test
  void refusesWhatIsQuantisedAlready() {
    Graph graph = net();
    Graph quantised =
        new QuantiseStatic(
                Map.of("x", new Range(-1, 1), "c", new Range(-9, 9)), Set.of("y"), Scheme.CPU)
            .apply(graph)
            .graph();
    SurgeryException e =
        assertThrows(
            SurgeryException.class,
            () -> new QuantiseStatic(Map.of(), Set.of(), Scheme.CPU).apply(quantised));
    assertTrue(String.valueOf(e.getMessage()).contains("quantised already"), e.getMessage());
  }

  @Test
  void theLastConvolutionsAreThoseBeforeTheOutput() {
    Graph graph =
        new Nets()
            .input("x", 1, 3, 4, 4)
            .weights("w", 4, 3, 1, 1)
            .weights("v", 4, 4, 1, 1)
            .node("Conv", "first", List.of("x", "w"))
            .node("Conv", "a", List.of("first", "v"))
            .node("Conv", "b", List.of("first", "v"))
            .node("Concat", "both", List.of("a", "b"), new Attribute.Int("axis", 1))
            .graph("both");
    assertEquals(Set.of("a", "b"), ConvolutionRoles.last(graph));
    assertEquals(Set.of(), ConvolutionRoles.ramps(graph));
  }

  @Test
  void halfWeightsAreHalfTheSizeAndNearTheFloats() throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 3, 8, 8)
            .weights("w", 32, 3, 3, 3)
            .node("Conv", "y", List.of("x", "w"))
            .graph("y");
    Graph half = new HalfWeights().apply(graph).graph();
    Initialiser weights = half.initialisers().get(0);
    assertEquals(DataType.FLOAT16, weights.value().type());
    assertEquals("w", half.nodes().get(0).output().name());
    assertArrayEquals(Nets.run(graph), Nets.run(half), 0.01f);
  }

  @Test
  void halfPrecisionKeepsInputsAndOutputsWide() throws IOException {
    Graph graph = Shapes.complete(BACKEND, net());
    assertEquals(Shape.of(1, 4, 8, 8), graph.value("c").orElseThrow().shape());
    Graph half = new HalfPrecision().apply(graph).graph();
    assertEquals(graph.inputs(), half.inputs());
    assertEquals(graph.outputs(), half.outputs());
    assertEquals(DataType.FLOAT16, half.value("r").orElseThrow().type());
    float[] floats = Nets.run(graph);
    assertArrayEquals(floats, Nets.run(half), 0.01f * largest(floats));
  }

  private static Graph net() {
    return new Nets()
        .input("x", 1, 3, 8, 8)
        .weights("w", 4, 3, 1, 1)
        .weights("v", 4, 4, 3, 3)
        .weights("b", 4)
        .node("Conv", "c", List.of("x", "w"))
        .node("LeakyRelu", "r", List.of("c"))
        .node("Conv", "y", List.of("r", "v", "b"))
        .graph("y");
  }

  private static float largest(float[] values) {
    List<Float> sizes = new ArrayList<>();
    for (float value : values) {
      sizes.add(Math.abs(value));
    }
    return sizes.stream().max(Float::compare).orElseThrow();
  }

  private static Initialiser constant(Graph graph, String name) {
    return graph.initialisers().stream()
        .filter(constant -> constant.value().name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
