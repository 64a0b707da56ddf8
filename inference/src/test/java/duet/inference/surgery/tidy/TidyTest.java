package duet.inference.surgery.tidy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.calibration.Constants;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.shape.InferShapes;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Nets;
import duet.inference.surgery.Surgery;
import duet.inference.tensor.Shape;
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
  void freesBothEndsOfATensorFlowExport() throws IOException {
    Graph straight = new RemoveTransposes().then(new RemoveIdentities()).apply(turned()).graph();
    FreeEnds ends = FreeEnds.of(InferShapes.of(straight));
    assertEquals(List.of("x"), ends.inputs());
    assertEquals(List.of("y"), ends.outputs());
    Graph free = InferShapes.of(ends.apply(InferShapes.of(straight)).graph());
    assertEquals(0, Nets.count(free, "Transpose"));
    assertEquals(Shape.of(1, 3, 6, 6), free.inputs().get(0).shape());
    assertEquals(Shape.of(1, 5, 6, 6), free.outputs().get(0).shape());
    assertEquals(
        "Input 'x' is now 1x3x6x6, channels first (NCHW); it was 1x6x6x3, channels last (NHWC).",
        ends.sentences(InferShapes.of(straight)).get(0));
  }

  /** What stands between an end and its turn is carried past. */
  @Test
  void freesAnEndWithAProductAndPadsBeforeItsTurn() throws IOException {
    Graph graph =
        InferShapes.of(
            new Nets()
                .input("x", 1, 4, 6, 3)
                .weights("line", 3)
                .weights("w", 2, 3, 3, 3)
                .ints("pads", 0, 1, 2, 0, 0, 3, 4, 0)
                .ints("from", 1, 2)
                .ints("to", 5, 7)
                .ints("axis", 2, 1)
                .node("Mul", "a", List.of("x", "line"))
                .node("Pad", "b", List.of("a", "pads"))
                .node("Slice", "s", List.of("b", "from", "to", "axis"))
                .node("Transpose", "c", List.of("s"), TO_NCHW)
                .node("Conv", "y", List.of("c", "w"))
                .graph("y"));
    FreeEnds ends = FreeEnds.of(graph);
    assertEquals(List.of("x"), ends.inputs());
    assertEquals(List.of(), ends.outputs());
    Graph free = ends.apply(graph).graph();
    assertEquals(0, Nets.count(free, "Transpose"));
    assertArrayEquals(runChannelsLast(graph), Nets.run(free));
  }

  /** On the numbers that {@link Nets#run} gives the freed network, each where it belongs. */
  private static float[] runChannelsLast(Graph graph) throws IOException {
    Nets nets = new Nets().input("first", 1, 3, 4, 6);
    graph.initialisers().forEach(nets::constant);
    nets.node("Transpose", "x", List.of("first"), TO_NHWC);
    graph.nodes().forEach(nets::node);
    return Nets.run(nets.graph("y"));
  }

  @Test
  void leavesTheEndsOfANetworkThatHasChannelsFirst() {
    Graph graph =
        InferShapes.of(
            new Nets()
                .input("x", 1, 3, 6, 6)
                .weights("w", 2, 3, 1, 1)
                .node("Conv", "c", List.of("x", "w"))
                .node("Transpose", "t", List.of("c"), Ints.of("perm", 0, 1, 3, 2))
                .node("Relu", "y", List.of("t"))
                .graph("y"));
    FreeEnds ends = FreeEnds.of(graph);
    assertTrue(ends.isEmpty());
    assertSame(graph, ends.apply(graph).graph());
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
            .ints("zero", 0)
            .ints("nine", 9)
            .node("Slice", "h", List.of("g", "zero", "nine"))
            .node("Identity", "y", List.of("h"))
            .graph("y");
    Edited edited = new RemoveIdentities().apply(InferShapes.of(graph));
    assertEquals(
        List.of("Relu", "Sigmoid", "Add"),
        edited.graph().nodes().stream().map(Node::operator).toList());
    assertEquals(6, edited.changes().size());
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
