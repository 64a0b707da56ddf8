package duet.inference.surgery.tidy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import duet.inference.calibration.Constants;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Nets;
import duet.inference.surgery.Surgery;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TidyTest {
  private static final Ints TO_NCHW = Ints.of("perm", 0, 3, 1, 2);
  private static final Ints TO_NHWC = Ints.of("perm", 0, 2, 3, 1);

  /** As an export from TensorFlow has it: turned to each convolution and back. */
  private static Graph turned() {
    return new Nets()
        .input("x", 1, 6, 6, 3)
        .weights("w", 4, 3, 1, 1)
        .weights("v", 5, 8, 1, 1)
        .weights("line", 4)
        .node("Transpose", "a", List.of("x"), TO_NCHW)
        .node("Conv", "b", List.of("a", "w"))
        .node("Transpose", "c", List.of("b"), TO_NHWC)
        .node("Add", "d", List.of("c", "line"))
        .node("LeakyRelu", "e", List.of("d"))
        .node("Sigmoid", "f", List.of("c"))
        .node("Concat", "g", List.of("e", "f"), new Attribute.Int("axis", -1))
        .node("Transpose", "h", List.of("g"), TO_NCHW)
        .node("Conv", "i", List.of("h", "v"))
        .node("Transpose", "y", List.of("i"), TO_NHWC)
        .graph("y");
  }

  @Test
  void carriesTurnsToTheEndsOfTheNetwork() throws IOException {
    Graph straight = new RemoveTransposes().apply(turned()).graph();
    assertEquals(2, Nets.count(straight, "Transpose"), "one at the input, one at the output");
    assertEquals("Transpose", straight.nodes().get(0).operator());
    assertArrayEquals(Nets.run(turned()), Nets.run(straight));
  }

  @Test
  void leavesTurnsThatAreNeeded() {
    Graph graph =
        new Nets()
            .input("x", 1, 6, 6, 3)
            .node("Transpose", "a", List.of("x"), TO_NCHW)
            .node("Relu", "y", List.of("a"))
            .graph("y");
    assertSame(graph, new RemoveTransposes().apply(graph).graph());
  }

  @Test
  void takesOutWhatDoesNothing() throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 2, 3, 3)
            .node("Identity", "a", List.of("x"))
            .node("Relu", "b", List.of("a"))
            .node("Dropout", "c", List.of("b"))
            .node("Transpose", "d", List.of("c"), Ints.of("perm", 0, 1, 2, 3))
            .node("Concat", "e", List.of("d"), new Attribute.Int("axis", 1))
            .node("Sigmoid", "f", List.of("e"))
            .node("Add", "g", List.of("f", "b"))
            .node("Identity", "y", List.of("g"))
            .graph("y");
    Edited edited = new RemoveIdentities().apply(graph);
    assertEquals(
        List.of("Relu", "Sigmoid", "Add"),
        edited.graph().nodes().stream().map(Node::operator).toList());
    assertEquals(5, edited.changes().size());
    assertArrayEquals(Nets.run(graph), Nets.run(edited.graph()));
  }

  @Test
  void keepsAnIdentityThatNamesAnInputOrASecondResult() throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 2)
            .node("Identity", "y", List.of("x"))
            .node("Relu", "r", List.of("x"))
            .node("Identity", "z", List.of("r"))
            .graph("y", "r", "z");
    assertSame(graph, new RemoveIdentities().apply(graph).graph());
  }

  /**
   * Doubles a map as exports with open sizes do: sizes read off the map, computed with, resized.
   */
  @Test
  void foldsTheChainBehindAShape() throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 2, 3, 5)
            .ints("two", 2)
            .ints("four", 4)
            .ints("zero", 0)
            .ints("factor", 1, 4)
            .node("Shape", "s", List.of("x"))
            .node("Slice", "hw", List.of("s", "two", "four", "zero"))
            .node("Mul", "new", List.of("hw", "factor"))
            .node("Slice", "nc", List.of("s", "zero", "two", "zero"))
            .node("Concat", "all", List.of("nc", "new"), new Attribute.Int("axis", 0))
            .node("Resize", "y", List.of("x", "", "", "all"), new Attribute.Text("mode", "nearest"))
            .graph("y");
    Surgery fold = new FoldConstants(new Constants(new OnnxRuntimeBackend()));
    Edited edited = fold.apply(graph);
    assertEquals(List.of("y"), edited.graph().nodes().stream().map(Node::name).toList());
    long[] sizes = new long[4];
    edited.graph().initialisers().get(0).data().asLongBuffer().get(sizes);
    assertArrayEquals(new long[] {1, 2, 3, 20}, sizes);
    float[] wide = Nets.run(edited.graph());
    for (int i = 0; i < wide.length; i++) {
      assertEquals(Nets.image(30).get(i / 4), wide[i], "each column four times");
    }
  }

  @Test
  void doesNotUnpackWeightsOrBlowConstantsUp() {
    Graph graph =
        new Nets()
            .input("x", 1)
            .ints("huge", 3_000_000)
            .node("ConstantOfShape", "zeros", List.of("huge"))
            .node("Add", "y", List.of("zeros", "x"))
            .graph("y");
    Surgery fold = new FoldConstants(new Constants(new OnnxRuntimeBackend()));
    assertSame(graph, fold.apply(graph).graph());
  }
}
