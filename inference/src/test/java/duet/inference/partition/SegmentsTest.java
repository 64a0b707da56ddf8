package duet.inference.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.engine.Optimisation;
import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.shape.InferShapes;
import duet.inference.surgery.Nets;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SegmentsTest {
  private static final Attribute SAME = Ints.of("pads", 1, 1, 1, 1);

  /** 16 channels: then ONNX Runtime lays maps out in blocks and lets convolutions take sums in. */
  private static Nets wide(int... convolutions) {
    Nets nets = new Nets().input("x", 1, 16, 8, 8);
    for (int number : convolutions) {
      nets.weights("w" + number, 16, 16, 3, 3);
    }
    return nets;
  }

  private static List<String> begins(Graph graph) {
    return Segments.of(graph).stream().map(Cut::before).toList();
  }

  private static void assertSameBits(Graph whole) throws IOException {
    List<String> results = RandomNets.names(whole.outputs());
    Optimisation all = Optimisation.ALL;
    // In one part, as a route on one lane runs it: without what no result waits for.
    var expected = Chain.run(Partition.at(whole, List.of()).parts(), whole.inputs(), results, all);
    var parts = Partition.at(whole, Segments.of(whole)).parts();
    assertEquals(expected, Chain.run(parts, whole.inputs(), results, all));
  }

  @Test
  void normAndActivationStayWithTheirConvolution() throws IOException {
    Graph graph =
        InferShapes.of(
            wide(1, 2)
                .node("Conv", "a", List.of("x", "w1"), SAME)
                .norm("a.norm", "a", 16)
                .node("LeakyRelu", "a.act", List.of("a.norm"))
                .node("Conv", "b", List.of("a.act", "w2"), SAME)
                .node("Sigmoid", "b.gate", List.of("b"))
                .node("Mul", "b.silu", List.of("b", "b.gate"))
                .graph("b.silu"));
    assertEquals(List.of("b"), begins(graph));
    assertSameBits(graph);
  }

  @Test
  void noCutKeepsASumFromTheConvolutionThatTakesItIn() throws IOException {
    Graph graph =
        InferShapes.of(
            wide(1, 2, 3, 4)
                .node("Conv", "a", List.of("x", "w1"), SAME)
                .node("Relu", "a.act", List.of("a"))
                .node("Conv", "b", List.of("a.act", "w2"), SAME)
                .node("Relu", "b.act", List.of("b"))
                .node("Conv", "c", List.of("b.act", "w3"), SAME)
                .node("Add", "sum", List.of("c", "a.act"))
                .node("Relu", "sum.act", List.of("sum"))
                .node("Conv", "d", List.of("sum.act", "w4"), SAME)
                .graph("d"));
    assertEquals(List.of("d"), begins(graph));
    assertSameBits(graph);
  }

  @Test
  void ofTheCutsBetweenTwoConvolutionsTheSmallestIsTaken() {
    Graph graph =
        InferShapes.of(
            wide(1, 2)
                .node("Conv", "a", List.of("x", "w1"), SAME)
                .node("MaxPool", "half", List.of("a"), pool(2))
                .node("MaxPool", "quarter", List.of("half"), pool(2))
                .node("Concat", "twice", List.of("quarter", "quarter"), axis(2))
                .node("Conv", "b", List.of("twice", "w2"), SAME)
                .graph("b"));
    // 1x16x8x8, 1x16x4x4, 1x16x2x2 and 1x16x4x2 floats.
    assertEquals(List.of("twice"), begins(graph));
    assertEquals(256, Segments.of(graph).get(0).bytes());
  }

  private static Attribute axis(long axis) {
    return new Attribute.Int("axis", axis);
  }

  private static Attribute[] pool(long edge) {
    return new Attribute[] {Ints.of("kernel_shape", edge, edge), Ints.of("strides", edge, edge)};
  }

  @Property(tries = 40)
  void segmentsTogetherAreTheWholeBitForBitHoweverTheRuntimeRewritesThem(@ForAll Random random)
      throws IOException {
    assertSameBits(InferShapes.of(new RandomNets(random).graph()));
  }
}
