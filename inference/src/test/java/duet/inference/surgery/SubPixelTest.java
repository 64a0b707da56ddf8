package duet.inference.surgery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.tensor.Shape;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubPixelTest {
  private static final Ints STRIDE = Ints.of("strides", 2, 2);

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void isTheSameFunction(long pad) throws IOException {
    Graph graph =
        new Nets()
            .input("x", 1, 3, 5, 7)
            .weights("w", 3, 4, 4, 4)
            .weights("b", 4)
            .node("ConvTranspose", "y", List.of("x", "w", "b"), STRIDE, pads(pad))
            .graph("y");
    Graph packed = new SubPixel().apply(graph).graph();
    assertEquals(0, Nets.count(packed, "ConvTranspose"));
    assertEquals(pad, Nets.count(packed, "Slice"));
    assertArrayEquals(Nets.run(graph), Nets.run(packed), 1e-6f);
  }

  /** One channel in and out, weights 0 to 15: V[2a+b][j][k] = W[a+2(1-j)][b+2(1-k)]. */
  @Test
  void movesEachWeightToItsPlace() {
    Nets net = new Nets().input("x", 1, 1, 2, 2);
    Graph graph =
        net.weights("w", 1, 1, 4, 4)
            .node("ConvTranspose", "y", List.of("x", "w"), STRIDE)
            .graph("y");
    Initialiser old = graph.initialisers().get(0);
    Initialiser packed = new SubPixel().apply(graph).graph().initialisers().get(0);
    assertEquals(Shape.of(4, 1, 2, 2), packed.value().shape());
    int[] places = {10, 8, 2, 0, 11, 9, 3, 1, 14, 12, 6, 4, 15, 13, 7, 5};
    for (int i = 0; i < places.length; i++) {
      assertEquals(old.asFloats().get(places[i]), packed.asFloats().get(i));
    }
  }

  @Test
  void leavesOtherTransposedConvolutionsAlone() {
    Graph graph =
        new Nets()
            .input("x", 1, 3, 5, 5)
            .weights("w", 3, 4, 3, 3)
            .weights("v", 4, 4, 4, 4)
            .node("ConvTranspose", "y", List.of("x", "w"), STRIDE)
            .node("ConvTranspose", "z", List.of("y", "v"))
            .graph("z");
    assertSame(graph, new SubPixel().apply(graph).graph());
  }

  private static Ints pads(long pad) {
    return Ints.of("pads", pad, pad, pad, pad);
  }
}
