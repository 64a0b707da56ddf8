package duet.inference.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static final Value X = value("x");

  @Test
  void holdsNodesInTheirOrderAndFindsValuesByName() {
    Node first = relu("first", "x", "y");
    Node second = relu("second", "y", "z");
    Graph graph = Graph.of(parts(List.of(first, second), "z"));
    assertEquals(List.of(first, second), graph.nodes());
    assertEquals(List.of(value("z")), graph.outputs());
    assertEquals(Optional.of(value("y")), graph.value("y"));
    assertEquals(Optional.empty(), graph.value("nothing"));
  }

  @Test
  void refusesANodeThatReadsWhatDoesNotYetExist() {
    assertRefused("'y'", parts(List.of(relu("late", "y", "z"), relu("early", "x", "y")), "z"));
  }

  @Test
  void refusesNamesGivenTwice() {
    assertRefused("'y'", parts(List.of(relu("a", "x", "y"), relu("b", "x", "y")), "y"));
    assertRefused("'a'", parts(List.of(relu("a", "x", "y"), relu("a", "x", "z")), "y"));
    assertRefused("'x'", parts(List.of(relu("a", "x", "x")), "x"));
  }

  @Test
  void refusesAnOutputThatNothingComputes() {
    assertRefused("'nowhere'", parts(List.of(relu("a", "x", "y")), "nowhere"));
  }

  @Test
  void letsAnOptionalInputOut() {
    Node resize = new Node("r", "Resize", List.of("x", "", "x"), List.of(value("y")), List.of());
    assertEquals(List.of(resize), Graph.of(parts(List.of(resize), "y")).nodes());
  }

  @Test
  void doesNotChangeWithTheListItWasMadeOf() {
    List<Node> nodes = new ArrayList<>(List.of(relu("a", "x", "y")));
    Graph graph = Graph.of(parts(nodes, "y"));
    nodes.clear();
    assertEquals(1, graph.nodes().size());
  }

  @Test
  void aNodeHasEachAttributeOnce() {
    Attribute axis = new Attribute.Int("axis", 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Node("n", "Concat", List.of(), List.of(), List.of(axis, axis)));
    Node node = new Node("n", "Concat", List.of(), List.of(), List.of(axis));
    assertEquals(Optional.of(axis), node.attribute("axis"));
  }

  @Test
  void anInitialiserHasTheBytesOfItsShapeAndCannotBeWrittenTo() {
    Initialiser ramp = Initialiser.floats("ramp", Shape.of(3), 1, 2, 3);
    assertEquals(2, ramp.asFloats().get(1));
    assertThrows(ReadOnlyBufferException.class, () -> ramp.data().put(0, (byte) 1));
    ByteBuffer tooShort = ByteBuffer.allocate(8);
    assertThrows(IllegalArgumentException.class, () -> new Initialiser(ramp.value(), tooShort));
    assertThrows(IllegalStateException.class, () -> Initialiser.ints("i", 1).asFloats());
  }

  @Test
  void countsWeightsAndMultiplications() {
    Value map = new Value("map", DataType.FLOAT, Shape.of(1, 4, 8, 8));
    Value image = new Value("image", DataType.FLOAT, Shape.of(1, 2, 8, 8));
    List<Initialiser> constants =
        List.of(
            Initialiser.floats("kernel", Shape.of(4, 2, 3, 3), new float[72]),
            Initialiser.floats("bias", Shape.of(4), new float[4]),
            Initialiser.floats("other", Shape.of(5), new float[5]));
    Node conv = new Node("c", "Conv", List.of("image", "kernel", "bias"), List.of(map), List.of());
    Graph graph =
        Graph.of(
            new Graph.Parts("g", "", List.of(image), constants, List.of(conv), List.of("map")));
    assertEquals(new Cost(76, 64 * 72), Cost.of(graph));
  }

  private static void assertRefused(String name, Graph.Parts parts) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Graph.of(parts));
    assertTrue(e.toString().contains(name), e.toString());
  }

  private static Graph.Parts parts(List<Node> nodes, String output) {
    return new Graph.Parts("g", "", List.of(X), List.of(), nodes, List.of(output));
  }

  private static Node relu(String name, String from, String to) {
    return new Node(name, "Relu", List.of(from), List.of(value(to)), List.of());
  }

  private static Value value(String name) {
    return new Value(name, DataType.FLOAT, Shape.of(1, 2));
  }
}
