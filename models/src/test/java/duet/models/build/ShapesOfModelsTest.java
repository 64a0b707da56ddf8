package duet.models.build;

import static duet.models.build.Pix2Pix.Variant.ORIGINAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.graph.Cost;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.NodeCost;
import duet.inference.graph.Value;
import duet.inference.shape.InferShapes;
import duet.models.build.Pix2Pix.Variant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The builders work out all shapes themselves; without them the operators tell the same. */
class ShapesOfModelsTest {

  @ParameterizedTest
  @EnumSource
  void pix2PixTellsItsShapes(Variant variant) {
    Graph graph = Pix2Pix.graph(variant, 4, 256, 1);
    assertEquals(graph.nodes(), InferShapes.of(stripped(graph)).nodes());
  }

  @Test
  void yolov8TellsItsShapes() {
    Graph graph = Yolov8.graph(64, 2, 1);
    assertEquals(graph.nodes(), InferShapes.of(stripped(graph)).nodes());
  }

  /** No weight is shared and nothing but convolutions multiplies, so the nodes add up. */
  @Test
  void theCostsOfTheNodesAddUpToThatOfTheNetwork() {
    for (Graph graph : List.of(Pix2Pix.graph(ORIGINAL, 64, 256, 1), Yolov8.graph(640, 80, 1))) {
      Collection<NodeCost> costs = NodeCost.of(graph).values();
      Cost sum =
          new Cost(
              costs.stream().mapToLong(NodeCost::parameters).sum(),
              costs.stream().mapToLong(NodeCost::macs).sum());
      assertEquals(Cost.of(graph), sum);
    }
  }

  private static Graph stripped(Graph graph) {
    List<Node> nodes = graph.nodes().stream().map(ShapesOfModelsTest::stripped).toList();
    List<String> outputs = graph.outputs().stream().map(Value::name).toList();
    return graph.with(graph.initialisers(), nodes, outputs);
  }

  private static Node stripped(Node node) {
    List<Value> outputs =
        node.outputs().stream().map(output -> Value.unknown(output.name())).toList();
    return new Node(node.name(), node.operator(), node.inputs(), outputs, node.attributes());
  }
}
