package duet.inference.surgery.replace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.shape.InferShapes;
import duet.inference.surgery.Nets;
import duet.inference.surgery.Surgery;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that a DLA lacks become others, and the numbers stay. */
class ReplaceTest {
  @Test
  void zerosOfAPadGoIntoTheConvolutionsBehindIt() throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 2, 5, 6)
            .weights("w", 3, 2, 3, 3)
            .weights("v", 3, 2, 4, 4)
            .ints("pads", 0, 0, 1, 0, 0, 0, 2, 1)
            .node("Pad", "p", List.of("x", "pads"))
            .node("Conv", "a", List.of("p", "w"), Ints.of("pads", 1, 1, 1, 1))
            .node("Conv", "b", List.of("p", "v"), new Attribute.Text("auto_pad", "VALID"))
            .node("Slice", "c", List.of("a", "zero", "five", "rows"))
            .ints("zero", 0, 0)
            .ints("five", 5, 4)
            .ints("rows", 2, 3)
            .node("Concat", "y", List.of("b", "c"), new Attribute.Int("axis", 1))
            .graph("y");
    Graph folded = replaced(graph, new PadsIntoConvolutions(), 0);
    assertEquals(0, Nets.count(folded, "Pad"));
    assertEquals(List.of(2L, 1L, 3L, 2L), folded.nodes().get(0).ints("pads"));
    assertEquals(List.of(1L, 0L, 2L, 1L), folded.nodes().get(1).ints("pads"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reflect", "edge"})
  void aPadOfOtherThanZerosStays(String mode) {
    Graph graph =
        new Nets()
            .input("x", 1, 2, 5, 6)
            .weights("w", 3, 2, 3, 3)
            .ints("pads", 0, 0, 1, 0, 0, 0, 2, 1)
            .node("Pad", "p", List.of("x", "pads"), new Attribute.Text("mode", mode))
            .node("Conv", "y", List.of("p", "w"))
            .graph("y");
    assertSame(graph, new PadsIntoConvolutions().apply(graph).graph());
  }

  @Test
  void aPadThatIsReadElsewhereTooStays() {
    Graph graph =
        new Nets()
            .input("x", 1, 2, 5, 6)
            .weights("w", 2, 2, 1, 1)
            .ints("pads", 0, 0, 1, 0, 0, 0, 2, 1)
            .node("Pad", "p", List.of("x", "pads"))
            .node("Conv", "a", List.of("p", "w"))
            .node("Add", "y", List.of("a", "p"))
            .graph("y");
    assertSame(graph, new PadsIntoConvolutions().apply(graph).graph());
  }

  @Test
  void constantsOfAChannelBecomeNorms() throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 3, 4, 4)
            .weights("lines", 1, 3, 1, 1)
            .weights("more", 3, 1, 1)
            .weights("one", 1)
            .node("Mul", "a", List.of("x", "lines"))
            .node("Add", "b", List.of("more", "a"))
            .node("Sub", "c", List.of("b", "one"))
            .node("Sub", "y", List.of("lines", "c"))
            .graph("y");
    Graph norms = replaced(graph, new ConstantsIntoNorms(), 0);
    assertEquals(4, Nets.count(norms, "BatchNormalization"));
  }

  @Test
  void aConstantThatChangesAlongARowStays() {
    Graph graph =
        InferShapes.of(
            new Nets()
                .input("x", 1, 3, 4, 4)
                .weights("row", 4)
                .node("Mul", "y", List.of("x", "row"))
                .graph("y"));
    assertSame(graph, new ConstantsIntoNorms().apply(graph).graph());
  }

  @ParameterizedTest
  @CsvSource({"Div, 4, 0", "Div, 3, 2e-7", "Pow, 2, 0", "Pow, 3, 2e-7"})
  void divisionsAndPowersBecomeProducts(String operator, double number, float most)
      throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 3, 4, 4)
            .weights("n", number, number, 1)
            .node(operator, "y", List.of("x", "n"))
            .graph("y");
    Graph products = replaced(graph, new ProductsInPlace(), most);
    assertEquals(0, Nets.count(products, operator));
    assertEquals(number == 3 && operator.equals("Pow") ? 2 : 1, Nets.count(products, "Mul"));
  }

  @ParameterizedTest
  @CsvSource({"Pow, 0.5", "Pow, 4", "Div, 0", "Div, 1e-44"})
  void whatIsNoProductStays(String operator, double number) {
    Graph graph =
        new Nets()
            .input("x", 1, 3, 4, 4)
            .weights("n", number, number, 1)
            .node(operator, "y", List.of("x", "n"))
            .graph("y");
    assertSame(graph, new ProductsInPlace().apply(graph).graph());
  }

  @ParameterizedTest
  @CsvSource({"DepthToSpace, CRD", "DepthToSpace, DCR", "SpaceToDepth, DCR"})
  void blocksBecomeConvolutionsOfZerosAndOnes(String operator, String mode) throws IOException {
    Nets nets = new Nets().input("x", 1, 8, 4, 6);
    Attribute size = new Attribute.Int("blocksize", 2);
    Graph graph =
        (operator.equals("DepthToSpace")
                ? nets.node(operator, "y", List.of("x"), size, new Attribute.Text("mode", mode))
                : nets.node(operator, "y", List.of("x"), size))
            .graph("y");
    Graph convolution = replaced(graph, new SpacingIntoDeconvolutions(), 0);
    Node only = convolution.nodes().get(0);
    assertEquals(List.of(2L, 2L), only.ints("strides"));
    assertEquals(operator.equals("DepthToSpace") ? "ConvTranspose" : "Conv", only.operator());
  }

  private static Graph replaced(Graph graph, Surgery surgery, float most) throws IOException {
    Graph known = InferShapes.of(graph);
    Graph replaced = surgery.apply(known).graph();
    assertArrayEquals(Nets.run(known), Nets.run(replaced), most);
    return replaced;
  }
}
