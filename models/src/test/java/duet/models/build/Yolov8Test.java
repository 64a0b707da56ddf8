package duet.models.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.engine.Optimisation;
import duet.inference.graph.Cost;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Yolov8Test {
  /** Counting needs no numbers, and so no time. */
  private static final Weights NONE = (parameter, into) -> {};

  @TempDir private Path folder;

  /** Parameters as Ultralytics prints them for the fused model. */
  @ParameterizedTest
  @CsvSource({
    "640, 80, 3151904, 4371993600",
    "640, 2, 3006038, 4041907200",
    "256, 2, 3006038, 646705152"
  })
  void hasTheParametersOfUltralytics(int size, int classes, long parameters, long macs) {
    Graph graph = new Yolov8(size, classes).graph(NONE, "counted");
    assertEquals(new Cost(parameters, macs), Cost.of(graph));
  }

  /**
   * As Ultralytics prints them for the fused models of 80 classes, and their 28.6 and 78.9 GFLOP.
   */
  @ParameterizedTest
  @CsvSource({"SMALL, 11156544, 14.3", "MEDIUM, 25886080, 39.5"})
  void growsToTheLargerModelsOfTheFamily(Yolov8.Scale scale, long parameters, double giga) {
    Cost cost = Cost.of(new Yolov8(scale, 640, 80).graph(NONE, "counted"));
    assertEquals(parameters, cost.parameters());
    assertEquals(giga, cost.macs() / 1e9, 0.06);
  }

  /** Unfused, each of the 57 blocks has a scale and a shift in place of its bias. */
  @Test
  void hasTheParametersOfUltralyticsBeforeFusing() {
    Graph graph = new Yolov8(640, 80).graph(NONE, "counted");
    long biases =
        graph.initialisers().stream()
            .map(Initialiser::value)
            .filter(value -> value.name().endsWith(".conv.bias"))
            .mapToLong(value -> value.shape().elements())
            .sum();
    assertEquals(3_157_200, Cost.of(graph).parameters() + biases);
  }

  @ParameterizedTest
  @CsvSource({"640, 5, 8400", "256, 1, 1344", "32, 120, 21"})
  void hasTheOutputOfAnExport(int size, int classes, int anchors) {
    Graph graph = new Yolov8(size, classes).graph(NONE, "");
    assertEquals("images", graph.inputs().get(0).name());
    assertEquals(Shape.of(1, 3, size, size), graph.inputs().get(0).shape());
    assertEquals("output0", graph.outputs().get(0).name());
    assertEquals(Shape.of(1, 4 + classes, anchors), graph.outputs().get(0).shape());
  }

  /** With all weights zero each distance is the mean of 16 equal bins: 7.5 strides a side. */
  @Test
  void decodesBoxesAroundTheCentreOfTheirPixel() throws Exception {
    Graph graph = new Yolov8(64, 2).graph(NONE, "");
    float[] out = Runs.once(graph, folder, Optimisation.ALL, Runs.disc(64, 1 / 255f, 0));
    int anchors = 64 + 16 + 4;
    assertBox(out, anchors, 0, 4, 4, 8);
    assertBox(out, anchors, 8 * 2 + 3, 28, 20, 8);
    assertBox(out, anchors, 64 + 4 * 3 + 1, 24, 56, 16);
    assertBox(out, anchors, anchors - 1, 48, 48, 32);
    assertEquals(0.5, out[4 * anchors], 1e-6);
  }

  private static void assertBox(float[] out, int anchors, int i, int x, int y, int stride) {
    assertEquals(x, out[i], 1e-3);
    assertEquals(y, out[anchors + i], 1e-3);
    assertEquals(15 * stride, out[2 * anchors + i], 1e-2);
    assertEquals(15 * stride, out[3 * anchors + i], 1e-2);
  }

  @Test
  void freshWeightsSeeThePictureAndFindLittleInIt() throws Exception {
    Graph graph = Yolov8.graph(640, 5, StandIns.SEED);
    float[] disc = Runs.once(graph, folder, Optimisation.ALL, Runs.disc(640, 1 / 255f, 0));
    Tensor black = Runs.disc(640, 0, 0);
    float[] nothing = Runs.once(graph, folder, Optimisation.ALL, black);
    double seen = 0;
    int boxes = 0;
    for (int i = 4 * 8400; i < disc.length; i++) {
      seen = Math.max(seen, Math.abs(disc[i] - nothing[i]));
      boxes += disc[i] > 0.25 ? 1 : 0;
    }
    assertTrue(seen > 0.02, "the scores hardly depend on the picture: " + seen);
    assertTrue(boxes <= 20, boxes + " boxes before suppression");
  }

  @Test
  void refusesASizeThatTheStridesDoNotDivide() {
    assertThrows(IllegalArgumentException.class, () -> new Yolov8(630, 5));
    assertThrows(IllegalArgumentException.class, () -> new Yolov8(640, 0));
  }
}
