package duet.inference.engine.jetson.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import duet.inference.graph.Attribute.Int;
import duet.inference.graph.Graph;
import duet.inference.shape.InferShapes;
import duet.inference.surgery.Nets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelsTest {
  private static Nets net() {
    return new Nets().input("x", 1, 4, 6, 6).weights("w", 4, 4, 1, 1).weights("v", 4, 4, 1, 1);
  }

  private static List<List<String>> nodes(Graph graph, Fusion fusion) {
    return Kernels.of(InferShapes.of(graph), fusion).stream().map(Kernel::nodes).toList();
  }

  @Test
  void aConvolutionTakesItsNormalisationAndActivation() {
    Nets net = net().node("Conv", "c", List.of("x", "w")).norm("n", "c", 4);
    Graph graph = net.node("LeakyRelu", "a", List.of("n")).graph("a");
    for (Fusion fusion : Fusion.values()) {
      assertEquals(List.of(List.of("c", "n", "a")), nodes(graph, fusion));
    }
  }

  @Test
  void aGateIsFusedOnAGpuAndTakesThreePassesOnADla() {
    Nets net = net().node("Conv", "c", List.of("x", "w")).node("Sigmoid", "s", List.of("c"));
    Graph graph = net.node("Mul", "m", List.of("c", "s")).graph("m");
    assertEquals(List.of(List.of("c", "s", "m")), nodes(graph, Fusion.GPU));
    assertEquals(List.of(List.of("c"), List.of("s"), List.of("m")), nodes(graph, Fusion.DLA));
  }

  @Test
  void aShortcutIsAddedByTheLaterConvolution() {
    Nets net = net().node("Conv", "c", List.of("x", "w")).node("Conv", "d", List.of("c", "v"));
    net.node("Add", "a", List.of("c", "d")).node("Relu", "r", List.of("a"));
    for (Fusion fusion : Fusion.values()) {
      assertEquals(List.of(List.of("c"), List.of("d", "a", "r")), nodes(net.graph("r"), fusion));
    }
  }

  @Test
  void whatSomeoneElseReadsIsWritten() {
    Nets net = net().node("Conv", "c", List.of("x", "w")).node("Relu", "r", List.of("c"));
    Graph graph = net.node("Conv", "d", List.of("c", "v")).graph("r", "d");
    assertEquals(List.of(List.of("c"), List.of("r"), List.of("d")), nodes(graph, Fusion.GPU));
  }

  @Test
  void aGpuReadsThePartsOfATensorWhereTheyLieAndADlaCopiesThem() {
    Nets net = net().node("Conv", "c", List.of("x", "w")).ints("half", 2, 2);
    net.node("Slice", "s", List.of("c")).node("Flatten", "f", List.of("s"));
    assertEquals(List.of(List.of("c"), List.of("s", "f")), nodes(net.graph("f"), Fusion.GPU));
    Graph view = net().node("Reshape", "v1", List.of("x")).node("Relu", "r", List.of("v1")).graph();
    assertFalse(Kernels.of(InferShapes.of(view), Fusion.GPU).get(0).isLaunched());
  }

  /** 4 maps of 36 pixels in, as many out, 16 weights; the shortcut is read once more. */
  @Test
  void countsWhatCrossesTheMemory() {
    Nets net = net().node("Conv", "c", List.of("x", "w"));
    Graph graph = net.node("Add", "a", List.of("c", "x")).graph("a");
    Kernel kernel = Kernels.of(InferShapes.of(graph), Fusion.GPU).get(0);
    assertEquals(List.of("c", "a"), kernel.nodes());
    assertEquals(16 * 36, kernel.macs());
    assertEquals(16, kernel.weights());
    assertEquals(2 * 4 * 36, kernel.moved());
    assertEquals(new Channels(4, 4), kernel.channels());
  }

  @Test
  void joiningChannelsIsACopy() {
    Nets net = net().node("Conv", "c", List.of("x", "w"));
    Graph graph = net.node("Concat", "j", List.of("c", "x"), new Int("axis", 1)).graph("j");
    Kernel join = Kernels.of(InferShapes.of(graph), Fusion.GPU).get(1);
    assertEquals(2 * 8 * 36, join.moved());
    assertEquals(0, join.macs());
  }
}
