package duet.models.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import duet.inference.engine.Optimisation;
import duet.inference.graph.Attribute;
import duet.inference.graph.Cost;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.tensor.Shape;
import duet.models.build.Pix2Pix.Variant;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Pix2PixTest {
  /** Counting needs no numbers, and so no time. */
  private static final Weights NONE = (parameter, into) -> {};

  @TempDir private Path folder;

  /** Table II of arXiv 2510.01730; the multiplications are those of the layer table. */
  @ParameterizedTest
  @CsvSource({
    "ORIGINAL, 54425859, 6048186368",
    "CROPPING, 54425859, 6048186368",
    "CONVOLUTION, 64637268, 8667594752"
  })
  void hasTheParametersOfThePaper(Variant variant, long parameters, long macs) {
    Graph graph = new Pix2Pix(variant, 64, 256).graph(NONE, "counted");
    assertEquals(new Cost(parameters, macs), Cost.of(graph));
  }

  @Test
  void hasTheParametersOfTheSmallOneForTraining() {
    Graph graph = new Pix2Pix(Variant.ORIGINAL, 16, 256).graph(NONE, "counted");
    assertEquals(3_407_427, Cost.of(graph).parameters());
  }

  @Test
  void isBuiltAsInThePaper() {
    Graph graph = new Pix2Pix(Variant.ORIGINAL, 2, 256).graph(NONE, "");
    assertEquals(Shape.of(1, 3, 256, 256), graph.inputs().get(0).shape());
    assertEquals(Shape.of(1, 3, 256, 256), graph.outputs().get(0).shape());
    assertEquals(8, count(graph, "Conv"));
    assertEquals(8, count(graph, "ConvTranspose"));
    assertEquals(14, count(graph, "BatchNormalization"));
    assertEquals(8, count(graph, "LeakyRelu"));
    assertEquals(7, count(graph, "Concat"));
    assertEquals(1, count(graph, "Tanh"));
    assertEquals(Shape.of(1, 16, 1, 1), graph.value("down8.act").orElseThrow().shape());
    assertEquals(Optional.of(new Attribute.Real("epsilon", 1e-3f)), attribute(graph, "epsilon"));
    assertEquals(Optional.of(new Attribute.Real("alpha", 0.3f)), attribute(graph, "alpha"));
    assertEquals(
        List.of("last.deconv.bias"),
        graph.initialisers().stream()
            .map(i -> i.value().name())
            .filter(name -> name.endsWith("bias"))
            .toList());
  }

  @Test
  void onlyTheOriginalPadsItsTransposedConvolutions() {
    for (Variant variant : Variant.values()) {
      Graph graph = new Pix2Pix(variant, 2, 256).graph(NONE, "");
      long pad = variant == Variant.ORIGINAL ? 1 : 0;
      graph.nodes().stream()
          .filter(node -> node.operator().equals("ConvTranspose"))
          .forEach(
              node ->
                  assertEquals(
                      Optional.of(Attribute.Ints.of("pads", pad, pad, pad, pad)),
                      node.attribute("pads")));
    }
  }

  @Test
  void croppingIsTheSameFunctionAsTheOriginal() throws Exception {
    float[] original = run(Variant.ORIGINAL, 7);
    float[] cropping = run(Variant.CROPPING, 7);
    assertArrayEquals(original, cropping);
    assertFalse(Arrays.equals(original, run(Variant.CROPPING, 8)));
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void freshWeightsNeitherKillNorFloodTheSignal(Variant variant) throws Exception {
    Spread spread = Spread.of(run(variant, 3));
    spread.assertWithin(0.1, 0.9);
  }

  @Test
  void refusesASizeThatCannotBeHalvedEightTimes() {
    assertThrows(IllegalArgumentException.class, () -> new Pix2Pix(Variant.ORIGINAL, 64, 128));
    assertThrows(IllegalArgumentException.class, () -> new Pix2Pix(Variant.ORIGINAL, 64, 300));
  }

  private float[] run(Variant variant, long seed) throws Exception {
    Graph graph = Pix2Pix.graph(variant, 8, 256, seed);
    return Runs.once(graph, folder, Optimisation.NONE, Runs.disc(256, 2 / 255f, -1));
  }

  private static long count(Graph graph, String operator) {
    return graph.nodes().stream().filter(node -> node.operator().equals(operator)).count();
  }

  private static Optional<Attribute> attribute(Graph graph, String name) {
    return graph.nodes().stream()
        .map((Node node) -> node.attribute(name))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
