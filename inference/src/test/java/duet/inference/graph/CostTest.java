package duet.inference.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Shape KERNEL = Shape.of(2, 1, 3, 3);
  private static final Value IMAGE = new Value("x", DataType.FLOAT, Shape.of(1, 1, 8, 8));
  private static final Value MAP = new Value("y", DataType.FLOAT, Shape.of(1, 2, 8, 8));

  private static Node conv(String weights) {
    return new Node("conv", "Conv", List.of("x", weights), List.of(MAP), List.of());
  }

  @Test
  void countsWeightsAndOneMultiplicationForEachPixelAndWeight() {
    Initialiser kernel = Initialiser.floats("w", KERNEL, new float[18]);
    assertEquals(new Cost(18, 8 * 8 * 18), cost(List.of(kernel), List.of(conv("w"))));
  }

  @Test
  void countsWeightsOfEightBitsAsWellAndTheirScalesNot() {
    Initialiser stored =
        new Initialiser(
            new Value("w8", DataType.INT8, KERNEL), Initialiser.buffer(DataType.INT8, KERNEL));
    Initialiser scale = Initialiser.floats("scale", Shape.of(2), 1, 1);
    Node back =
        new Node(
            "back",
            "DequantizeLinear",
            List.of("w8", "scale"),
            List.of(new Value("w", DataType.FLOAT, KERNEL)),
            List.of());
    assertEquals(new Cost(18, 8 * 8 * 18), cost(List.of(stored, scale), List.of(back, conv("w"))));
  }

  private static Cost cost(List<Initialiser> constants, List<Node> nodes) {
    return Cost.of(
        Graph.of(new Graph.Parts("g", "", List.of(IMAGE), constants, nodes, List.of("y"))));
  }
}
