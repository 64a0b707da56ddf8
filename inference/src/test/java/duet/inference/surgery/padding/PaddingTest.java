package duet.inference.surgery.padding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Nets;
import duet.inference.surgery.Surgery;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaddingTest {
  private static final Surgery CROP = new CropPadding();
  private static final Surgery CONVOLVE = new ConvolvePadding();
  private static final Surgery SPREAD = new SpreadPhases();

  /** Kernel, attributes; each a padded transposed convolution of a 1x3x5x7 map to 4 channels. */
  static Stream<Graph> padded() {
    return Stream.of(
        net(4, Ints.of("strides", 2, 2), Ints.of("pads", 1, 1, 1, 1)),
        net(4, Ints.of("strides", 2, 2), Ints.of("pads", 0, 1, 2, 1)),
        net(3, Ints.of("strides", 1, 1), Ints.of("pads", 1, 0, 0, 1)),
        net(3, Ints.of("pads", 1, 1, 1, 1), Ints.of("dilations", 2, 2)),
        net(
            3,
            Ints.of("strides", 2, 2),
            Ints.of("pads", 1, 1, 1, 1),
            Ints.of("output_padding", 1, 1)),
        net(4, Ints.of("strides", 2, 2), new Attribute.Text("auto_pad", "SAME_UPPER")),
        net(4, Ints.of("strides", 2, 2), Ints.of("output_shape", 10, 14)));
  }

  private static Graph net(int kernel, Attribute... attributes) {
    return new Nets()
        .input("x", 1, 3, 5, 7)
        .weights("w", 3, 4, kernel, kernel)
        .weights("b", 4)
        .node("ConvTranspose", "y", List.of("x", "w", "b"), attributes)
        .graph("y");
  }

  @ParameterizedTest
  @MethodSource("padded")
  void aCropChangesNoNumber(Graph graph) throws IOException {
    Graph cropped = CROP.apply(graph).graph();
    assertEquals(List.of("ConvTranspose", "Slice"), operators(cropped));
    assertUnpadded(cropped);
    assertArrayEquals(Nets.run(graph), Nets.run(cropped));
  }

  @ParameterizedTest
  @MethodSource("padded")
  void anIdentityConvolutionChangesNoNumber(Graph graph) throws IOException {
    Graph convolved = CONVOLVE.apply(graph).graph();
    assertEquals(List.of("ConvTranspose", "Conv"), operators(convolved));
    assertUnpadded(convolved);
    assertArrayEquals(Nets.run(graph), Nets.run(convolved));
  }

  @Test
  void spreadPhasesAreTheSameFunction() throws IOException {
    for (Graph graph : List.of(stride(4, 2, 1, 0), stride(3, 2, 1, 1), stride(9, 3, 3, 0))) {
      Graph spread = SPREAD.apply(graph).graph();
      assertEquals(List.of("Conv", "ConvTranspose"), operators(spread));
      assertUnpadded(spread);
      assertArrayEquals(Nets.run(graph), Nets.run(spread), 1e-5f);
    }
  }

  private static Graph stride(int kernel, long stride, long pad, long spare) {
    return net(
        kernel,
        Ints.of("strides", stride, stride),
        Ints.of("pads", pad, pad, pad, pad),
        Ints.of("output_padding", spare, spare));
  }

  /** One channel, W 0 to 15 by rows; phase (0, 0) takes rows 3, 1 and columns 3, 1 and no third. */
  @Test
  void spreadsEachWeightToItsPhase() {
    float[] weights = new float[16];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i + 1;
    }
    Graph graph = stride(4, 2, 1, 0);
    Node node = graph.nodes().get(0);
    Graph small =
        Graph.of(
            new Graph.Parts(
                "net",
                "",
                List.of(new Value("x", DataType.FLOAT, Shape.of(1, 1, 2, 2))),
                List.of(Initialiser.floats("w", Shape.of(1, 1, 4, 4), weights)),
                List.of(
                    new Node(
                        "y",
                        node.operator(),
                        List.of("x", "w"),
                        node.outputs(),
                        node.attributes())),
                List.of("y")));
    Initialiser spread =
        SPREAD.apply(small).graph().initialisers().stream()
            .filter(i -> i.value().name().startsWith("w/"))
            .findFirst()
            .orElseThrow();
    assertEquals(Shape.of(4, 1, 3, 3), spread.value().shape());
    float[] first = new float[18];
    spread.asFloats().get(first);
    // Phase (0, 0): W[3][3], W[3][1], 0 / W[1][3], W[1][1], 0 / 0; phase (0, 1): columns 2 and 0.
    assertArrayEquals(
        new float[] {16, 14, 0, 8, 6, 0, 0, 0, 0, 0, 15, 13, 0, 7, 5, 0, 0, 0}, first);
  }

  @Test
  void leavesAloneWhatHasNoPadding() {
    for (Graph graph :
        List.of(net(4, Ints.of("strides", 2, 2)), net(2, Ints.of("strides", 2, 2)))) {
      assertSame(graph, CROP.apply(graph).graph());
      assertSame(graph, CONVOLVE.apply(graph).graph());
      assertSame(graph, SPREAD.apply(graph).graph());
    }
  }

  @Test
  void tellsWhatItDid() {
    assertEquals(
        "padding '1,1,1,1' taken off, the result cropped by Slice",
        CROP.apply(stride(4, 2, 1, 0)).changes().get(0).what());
  }

  private static List<String> operators(Graph graph) {
    return graph.nodes().stream().map(Node::operator).toList();
  }

  private static void assertUnpadded(Graph graph) {
    assertTrue(
        graph.nodes().stream().noneMatch(node -> Padding.of(graph, node).isPresent()),
        "still padded");
  }
}
