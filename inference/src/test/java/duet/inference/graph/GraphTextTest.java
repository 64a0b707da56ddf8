package duet.inference.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import duet.inference.graph.Attribute.Ints;
import duet.inference.surgery.Nets;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTextTest {
  private static final Value X = new Value("x", DataType.FLOAT, Shape.of(1, 2));

  @Test
  void tellsALineForEachThing() {
    Node concat =
        new Node(
            "join",
            "com.microsoft::Join",
            List.of("x", "", "w", "axes"),
            List.of(new Value("y", DataType.FLOAT, Shape.of(1, 4)), Value.unknown("z")),
            List.of(
                new Attribute.Text("mode", "fast"),
                new Attribute.Int("axis", -1),
                Ints.of("pads", 1, 2),
                new Attribute.Real("alpha", 0.5f),
                new Attribute.Constant(Initialiser.ints("value", 7))));
    Graph graph =
        Graph.of(
            new Graph.Parts(
                "small",
                "",
                List.of(X),
                List.of(
                    Initialiser.floats("w", Shape.of(2), 1, 2), Initialiser.ints("axes", 0, -1)),
                List.of(concat),
                List.of("y"),
                new Header(Map.of("", 17L, "com.microsoft", 1L), Map.of())));
    // The checksum is that of 00 00 80 3f 00 00 00 40.
    assertEquals(
        """
        graph  small (onnx 17, com.microsoft 1)
        in     x: FLOAT 1x2
        const  w: FLOAT 2 #2e3fa576
        const  axes: INT64 2 [0, -1]
        node   com.microsoft::Join 'join' (x, -, w, axes) alpha=0.5 axis=-1 mode="fast" pads=[1, 2] value=<INT64 1 [7]> -> y: FLOAT 1x4, z: ?
        out    y
        """,
        GraphText.of(graph));
  }

  @Test
  void differsWhereAWeightDiffers() {
    Graph one =
        new Nets()
            .input("x", 1)
            .weights("w", 0, 1, 1)
            .node("Add", "y", List.of("x", "w"))
            .graph("y");
    Graph two =
        new Nets()
            .input("x", 1)
            .weights("w", 1, 2, 1)
            .node("Add", "y", List.of("x", "w"))
            .graph("y");
    assertNotEquals(GraphText.of(one), GraphText.of(two));
  }

  @Test
  void aNameCannotForgeALine() {
    Graph graph =
        new Nets().input("x", 1).node("Relu", "y\nout    z", List.of("x")).graph("y\nout    z");
    assertEquals(4, GraphText.of(graph).lines().count());
  }
}
