package duet.inference.surgery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldBatchNormTest {
  @Test
  void foldsIntoAConvolutionWithBias() throws IOException {
    folds(
        new Nets()
            .input("x", 1, 3, 6, 6)
            .weights("w", 4, 3, 3, 3)
            .weights("b", 4)
            .node("Conv", "c", List.of("x", "w", "b"))
            .norm("y", "c", 4)
            .graph("y"));
  }

  @Test
  void foldsIntoGroups() throws IOException {
    folds(
        new Nets()
            .input("x", 1, 4, 6, 6)
            .weights("w", 6, 2, 3, 3)
            .node("Conv", "c", List.of("x", "w"), new Attribute.Int("group", 2))
            .norm("y", "c", 6)
            .graph("y"));
    folds(
        new Nets()
            .input("x", 1, 4, 6, 6)
            .weights("w", 4, 3, 3, 3)
            .node("ConvTranspose", "c", List.of("x", "w"), new Attribute.Int("group", 2))
            .norm("y", "c", 6)
            .graph("y"));
  }

  @Test
  void foldsThroughACropOfRowsAndColumns() throws IOException {
    folds(
        new Nets()
            .input("x", 1, 3, 4, 4)
            .weights("w", 3, 5, 4, 4)
            .ints("starts", 1, 1)
            .ints("ends", -1, -1)
            .ints("axes", 2, 3)
            .node("ConvTranspose", "c", List.of("x", "w"), Ints.of("strides", 2, 2))
            .node("Slice", "s", List.of("c", "starts", "ends", "axes"))
            .norm("y", "s", 5)
            .graph("y"));
  }

  @Test
  void leavesACropOfChannelsAlone() {
    leaves(
        new Nets()
            .input("x", 1, 3, 4, 4)
            .weights("w", 3, 5, 4, 4)
            .ints("starts", 1)
            .ints("ends", -1)
            .ints("axes", 1)
            .node("ConvTranspose", "c", List.of("x", "w"))
            .node("Slice", "s", List.of("c", "starts", "ends", "axes"))
            .norm("y", "s", 3)
            .graph("y"));
  }

  @Test
  void leavesAConvolutionAloneThatOthersRead() {
    leaves(
        new Nets()
            .input("x", 1, 3, 4, 4)
            .weights("w", 5, 3, 1, 1)
            .node("Conv", "c", List.of("x", "w"))
            .norm("n", "c", 5)
            .node("Add", "y", List.of("c", "n"))
            .graph("y"));
  }

  @Test
  void leavesWeightsThatTwoShareToTheOther() throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 3, 4, 4)
            .weights("w", 3, 3, 1, 1)
            .node("Conv", "c", List.of("x", "w"))
            .norm("n", "c", 3)
            .node("Conv", "y", List.of("n", "w"))
            .graph("y");
    folds(graph);
  }

  private static void folds(Graph graph) throws IOException {
    Edited edited = new FoldBatchNorm().apply(graph);
    assertEquals(0, Nets.count(edited.graph(), "BatchNormalization"));
    assertEquals(1, edited.changes().size());
    assertArrayEquals(Nets.run(graph), Nets.run(edited.graph()), 1e-4f);
    assertEquals(1, Nets.count(graph, "BatchNormalization"), "the old graph is as it was");
  }

  private static void leaves(Graph graph) {
    assertSame(graph, new FoldBatchNorm().apply(graph).graph());
  }
}
