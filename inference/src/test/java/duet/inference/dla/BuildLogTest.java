package duet.inference.dla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.dla.rule.Precision;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import duet.inference.dla.rule.Verdict;
import duet.inference.graph.Attribute.Int;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.surgery.Nets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Lines that TensorRT wrote while it built engines for a DLA, from public threads, each rebuilt as
 * a small network: the rules refuse the same layers for the same reasons.
 */
class BuildLogTest {
  private static final Rulebook BOOK = Rulebook.read();

  /** YOLOv8m on AGX Orin, JetPack 6.0, TensorRT 8.6: ultralytics 16449. */
  @Test
  void yolov8HeadOnOrin() {
    Graph head =
        new Nets()
            .input("maps", 1, 144, 20, 20)
            .input("more", 1, 144, 20, 20)
            .ints("flat", 1, 288, -1)
            .weights("/model.22/Constant_5_output_0", 1, 288, 400)
            .weights("/model.22/Constant_6_output_0", 1, 288, 400)
            .ints("which", 0)
            .weights("anchors", 2, 288, 400)
            .node("Concat", "/model.22/Concat", List.of("maps", "more"), new Int("axis", 1))
            .node("Reshape", "/model.22/Reshape", List.of("/model.22/Concat", "flat"))
            .node(
                "Gather",
                "/model.22/Gather_output_0",
                List.of("anchors", "which"),
                new Int("axis", 0))
            .node("Add", "sum", List.of("/model.22/Reshape", "/model.22/Gather_output_0"))
            .node("Sub", "gap", List.of("sum", "/model.22/Constant_5_output_0"))
            .node("Div", "/model.22/Div", List.of("gap", "/model.22/Constant_6_output_0"))
            .graph("/model.22/Div");
    Map<String, Layer> layers = check(head, "orin", "8.6");
    refused(layers, "/model.22/Gather_output_0", "CONSTANT", "unsupported on the DLA");
    refused(layers, "/model.22/Constant_5_output_0", "CONSTANT", "unsupported on the DLA");
    refused(layers, "/model.22/Constant_6_output_0", "CONSTANT", "unsupported on the DLA");
    refused(layers, "/model.22/Div", "ELEMENTWISE", "DIV is not supported");
    refused(layers, "/model.22/Reshape", "SHUFFLE", "connected to a Concat");
    assertTrue(layer(layers, "/model.22/Concat").onDla());
  }

  /** YOLO11 on AGX Orin: ultralytics 18012. */
  @Test
  void yolo11HeadAndAttentionOnOrin() {
    Graph net =
        new Nets()
            .input("qkv", 1, 256, 20, 20)
            .input("boxes", 1, 2, 400)
            .weights("/model.23/Constant_12_output_0", 400)
            .ints("heads", 1, 2, 128, 400)
            .ints("parts", 32, 32, 64)
            .node("Reshape", "/model.10/m/m.0/attn/Reshape", List.of("qkv", "heads"))
            .node("Slice", "value", List.of("/model.10/m/m.0/attn/Reshape", "from", "to", "rows"))
            .node("Concat", "/model.23/Concat_4", List.of("boxes", "boxes"), new Int("axis", 2))
            .node("Mul", "scaled", List.of("boxes", "/model.23/Constant_12_output_0"))
            .ints("from", 0)
            .ints("to", 32)
            .ints("rows", 2)
            .graph("value", "/model.23/Concat_4", "scaled");
    Map<String, Layer> layers = check(net, "orin", "10.3");
    refused(layers, "/model.23/Concat_4", "CONCATENATION", "joins only along C");
    refused(layers, "/model.23/Constant_12_output_0", "CONSTANT", "unsupported");
    refused(
        layers,
        "(unnamed Shuffle of /model.23/Constant_12_output_0)",
        "SHUFFLE",
        "fed by 1 dimensions");
    refused(
        layers, "/model.10/m/m.0/attn/Reshape", "SHUFFLE", "connected to a Slice, which splits");
    assertTrue(layer(layers, "value").onDla());
  }

  /** YOLOv5, its head: jetson_dla_tutorial 3. */
  @Test
  void yolov5Head() {
    Graph head =
        new Nets()
            .input("wh", 1, 3, 20, 20)
            .weights("/model.24/Constant_1", 1)
            .weights("/model.24/Constant_2", 3, 20, 20)
            .node("Pow", "/model.24/Pow", List.of("wh", "/model.24/Constant_1"))
            .node("Mul", "size", List.of("/model.24/Pow", "/model.24/Constant_2"))
            .graph("size");
    Map<String, Layer> layers = check(head, "orin", "8.5");
    refused(layers, "/model.24/Constant_1", "CONSTANT", "unsupported");
    refused(layers, "/model.24/Constant_2", "CONSTANT", "unsupported");
    refused(layers, "(unnamed Shuffle of /model.24/Constant_1)", "SHUFFLE", "cannot run on DLA");
    refused(layers, "/model.24/Pow", "ELEMENTWISE", "POW is not supported");
  }

  /** YOLOv3 on AGX Xavier: TensorRT-Yolov3 86. */
  @Test
  void yolov3RouteWithOneInput() {
    Graph route =
        new Nets()
            .input("x", 1, 8, 20, 20)
            .node("Concat", "route", List.of("x"), new Int("axis", 1))
            .graph("route");
    refused(check(route, "xavier", "8.5"), "route", "CONCATENATION", "at least two");
  }

  /** A network like ShuffleNet: tensorflow-onnx 1632. */
  @Test
  void shapesComputedAtRunTimeAndIntegers() {
    Graph net =
        new Nets()
            .input("x", 1, 8, 4, 4)
            .input("indices", 1, 8, 4, 4)
            .node("NonZero", "where", List.of("x"))
            .node("Transpose", "turned", List.of("where"), Ints.of("perm", 1, 0))
            .node("Shape", "size", List.of("turned"))
            .node("Reshape", "shaped", List.of("x", "size"))
            .node("Concat", "joined", List.of("shaped", "shaped"), new Int("axis", 1))
            .graph("joined");
    Map<String, Layer> layers = check(net, "xavier", "8.5");
    for (String name : List.of("shaped", "joined")) {
      refused(layers, name, name.equals("shaped") ? "SHUFFLE" : "CONCATENATION", "static shapes");
    }
    refused(layers, "size", "SHAPE", "shapes are INT64, the DLA takes only FP16 and INT8");
  }

  private static Map<String, Layer> check(Graph graph, String device, String release) {
    Target target =
        new Target(
            BOOK.device(device).orElseThrow(), BOOK.release(release).orElseThrow(), Precision.FP16);
    return new DlaRules(BOOK)
        .check(graph, target, 1).layers().stream()
            .filter(layer -> !(layer.verdict() instanceof Verdict.NoLayer))
            .collect(Collectors.toMap(Layer::name, Function.identity()));
  }

  private static void refused(Map<String, Layer> layers, String name, String kind, String why) {
    Layer layer = layer(layers, name);
    assertEquals(kind, layer.kind());
    assertTrue(
        layer.verdict() instanceof Verdict.FallsBack back && back.reason().contains(why),
        layer.toString());
  }

  private static Layer layer(Map<String, Layer> layers, String name) {
    return Optional.ofNullable(layers.get(name))
        .orElseThrow(() -> new AssertionError(name + " is no layer; there are " + layers.keySet()));
  }
}
