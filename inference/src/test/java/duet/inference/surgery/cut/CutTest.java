package duet.inference.surgery.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Nets;
import duet.inference.surgery.SurgeryException;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutTest {
  private static Graph net() {
    Graph graph =
        new Nets()
            .input("x", 1, 2)
            .ints("unread", 1)
            .node("Relu", "a", List.of("x"))
            .node("Neg", "b", List.of("a"))
            .node("Abs", "c", List.of("a"))
            .node("Add", "d", List.of("b", "c"))
            .node("Add", "y", List.of("d", "x"))
            .graph("y");
    List<Node> known =
        graph.nodes().stream()
            .map(n -> new Node(n.name(), n.operator(), n.inputs(), known(n), n.attributes()))
            .toList();
    return graph.with(graph.initialisers(), known, List.of("y"));
  }

  private static List<Value> known(Node node) {
    return List.of(new Value(node.name(), DataType.FLOAT, Shape.of(1, 2)));
  }

  @Test
  void bothHalvesTogetherAreTheWhole() {
    CutAt cut = new CutAt(List.of("c", "b"));
    Graph first = cut.apply(net()).graph();
    assertEquals(List.of("a", "b", "c"), names(first));
    assertEquals(List.of("c", "b"), first.outputs().stream().map(Value::name).toList());
    assertTrue(first.initialisers().isEmpty());
    Graph rest = cut.rest(net());
    assertEquals(List.of("d", "y"), names(rest));
    assertEquals(List.of("c", "b", "x"), rest.inputs().stream().map(Value::name).toList());
    assertEquals("y", rest.outputs().get(0).name());
  }

  @Test
  void refusesToCutWhereNothingIs() {
    CutAt cut = new CutAt(List.of("nowhere"));
    assertEquals(
        "computes no value 'nowhere' to cut at",
        assertThrows(SurgeryException.class, () -> cut.apply(net())).getMessage());
  }

  @Test
  void findsNoHeadWhereThereIsNone() {
    assertTrue(Yolov8Head.of(net()).isEmpty());
  }

  private static List<String> names(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }
}
