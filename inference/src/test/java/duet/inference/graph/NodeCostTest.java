package duet.inference.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.graph.Attribute.Ints;
import duet.inference.shape.InferShapes;
import duet.inference.surgery.Nets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NodeCostTest {

  @Test
  void countsEachNodeByHand() {
    Graph graph =
        InferShapes.of(
            new Nets()
                .input("x", 1, 4, 8, 8)
                .weights("w", 6, 2, 3, 3)
                .weights("b", 6)
                .weights("up", 6, 3, 2, 2)
                .weights("line", 16, 5)
                .ints("flat", 1, 12, 16)
                .node(
                    "Conv",
                    "conv",
                    List.of("x", "w", "b"),
                    Ints.of("strides", 2, 2),
                    Ints.of("pads", 1, 1, 1, 1),
                    new Attribute.Int("group", 2))
                .node("ConvTranspose", "deconv", List.of("conv", "up"), Ints.of("strides", 2, 2))
                .node("Relu", "relu", List.of("deconv"))
                .node("Reshape", "rows", List.of("relu", "flat"))
                .node("MatMul", "product", List.of("rows", "line"))
                .graph("product"));
    // conv: 6x4x4 numbers, each of 2x3x3 products; reads 4x8x8 floats.
    assertEquals(new NodeCost(114, 456, 16 * 108, 1024, 384), cost(graph, "conv"));
    // deconv: 4x4 pixels meet 6x3x2x2 weights; writes 3x8x8.
    assertEquals(new NodeCost(72, 288, 16 * 72, 384, 768), cost(graph, "deconv"));
    assertEquals(new NodeCost(0, 0, 0, 768, 768), cost(graph, "relu"));
    // product: 12 rows of 16 by 16x5.
    assertEquals(new NodeCost(80, 320, 12 * 16 * 5, 768, 240), cost(graph, "product"));
  }

  @Test
  void countsWeightsAsTheyAreStored() {
    Graph graph =
        InferShapes.of(
            new Nets()
                .input("x", 1, 1, 4, 4)
                .weights("w", 2, 1, 1, 1)
                .node("Cast", "half", List.of("w"), new Attribute.Int("to", 10))
                .node("Cast", "back", List.of("half"), new Attribute.Int("to", 1))
                .node("Conv", "conv", List.of("x", "back"))
                .graph("conv"));
    assertEquals(new NodeCost(2, 8, 32, 64, 128), cost(graph, "conv"));
    assertEquals(0, cost(graph, "back").readBytes());
  }

  @Test
  void countsNothingOfUnknownSize() {
    Graph graph = new Nets().input("x", 1, 4).node("Relu", "y", List.of("x")).graph("y");
    assertEquals(new NodeCost(0, 0, 0, 16, 0), cost(graph, "y"));
  }

  private static NodeCost cost(Graph graph, String node) {
    return Objects.requireNonNull(NodeCost.of(graph).get(node));
  }
}
