package duet.app;

import static duet.app.ForeignFile.one;
import static duet.app.ForeignFile.real;
import static duet.app.ForeignFile.several;
import static duet.app.ForeignFile.text;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Networks of kinds that Duet does not make, each as small as its kind can be. */
final class ForeignNetworks {
  private static final int CLASSES = 13;

  private ForeignNetworks() {}

  /** By name. */
  static Map<String, Supplier<ForeignFile>> all() {
    Map<String, Supplier<ForeignFile>> all = new TreeMap<>();
    all.put("qdq", ForeignNetworks::pairs);
    all.put("integers", ForeignNetworks::integers);
    all.put("detr", ForeignNetworks::detr);
    all.put("deformable", ForeignNetworks::deformable);
    all.put("yolo13", () -> yolo("batch", "height", "width"));
    all.put("yolo13-batch", () -> yolo("batch", 32, 32));
    all.put("postprocessed", ForeignNetworks::postprocessed);
    all.put("volume", ForeignNetworks::volume);
    all.put("recurrent", ForeignNetworks::recurrent);
    all.put("odd", ForeignNetworks::odd);
    for (int operatorSet = 11; operatorSet <= 21; operatorSet++) {
      int its = operatorSet;
      all.put("opset" + its, () -> plain().operatorSet(its));
    }
    return all;
  }

  /** Convolution, upsampling, softmax: operators whose form changed between the sets. */
  private static ForeignFile plain() {
    return new ForeignFile()
        .input("x", 1, 3, 8, 8)
        .output("y", 1, 4, 16, 16)
        .weights("w", 4, 3, 3, 3)
        .floats("roi")
        .floats("scales", 1, 1, 2, 2)
        .node("Conv", "a", List.of("x", "w"), several("pads", 1, 1, 1, 1))
        .node("Resize", "b", List.of("a", "roi", "scales"), text("mode", "nearest"))
        .node("Softmax", "c", List.of("b"), one("axis", 1))
        .node("Dropout", "d", List.of("c"))
        .node("HardSigmoid", "y", List.of("d"));
  }

  /** Unsigned activations, signed weights with a scale a channel, as a quantiser leaves them. */
  private static ForeignFile pairs() {
    return new ForeignFile()
        .input("x", 1, 3, 8, 8)
        .output("y", 1, 4, 8, 8)
        .scalar("s", 0.02f)
        .bytes("z", DataType.UINT8)
        .floats("ws", 0.01f, 0.02f, 0.03f, 0.04f)
        .bytes("wz", DataType.INT8, 4)
        .bytes("w8", DataType.INT8, 4, 3, 3, 3)
        .node("QuantizeLinear", "xq", List.of("x", "s", "z"))
        .node("DequantizeLinear", "xd", List.of("xq", "s", "z"))
        .node("DequantizeLinear", "wd", List.of("w8", "ws", "wz"), one("axis", 0))
        .node("Conv", "c", List.of("xd", "wd"), several("pads", 1, 1, 1, 1))
        .node("Relu", "r", List.of("c"))
        .node("QuantizeLinear", "rq", List.of("r", "s", "z"))
        .node("DequantizeLinear", "y", List.of("rq", "s", "z"));
  }

  /** Quantised while it runs. */
  private static ForeignFile integers() {
    return new ForeignFile()
        .input("x", 1, 3, 8, 8)
        .output("y", 1, 10)
        .bytes("w8", DataType.INT8, 4, 3, 3, 3)
        .bytes("m8", DataType.INT8, 256, 10)
        .bytes("zero", DataType.INT8)
        .ints("flat", 1, 256)
        .node("DynamicQuantizeLinear", List.of("xq", "xs", "xz"), List.of("x"))
        .node("ConvInteger", "ci", List.of("xq", "w8", "xz", "zero"), several("pads", 1, 1, 1, 1))
        .node("Cast", "cf", List.of("ci"), one("to", 1))
        .node("Mul", "c", List.of("cf", "xs"))
        .node("Reshape", "f", List.of("c", "flat"))
        .node("DynamicQuantizeLinear", List.of("fq", "fs", "fz"), List.of("f"))
        .node("MatMulInteger", "mi", List.of("fq", "m8", "fz", "zero"))
        .node("Cast", "mf", List.of("mi"), one("to", 1))
        .node("Mul", "y", List.of("mf", "fs"));
  }

  /** A backbone, one layer of attention, queries, scores and boxes apart. */
  private static ForeignFile detr() {
    ForeignFile file =
        new ForeignFile()
            .input("pixel_values", "batch_size", 3, 16, 16)
            .output("logits", "batch_size", 5, 92)
            .output("pred_boxes", "batch_size", 5, 4)
            .weights("w", 8, 3, 4, 4)
            .weights("queries", 1, 5, 8)
            .weights("g", 8)
            .weights("b", 8)
            .weights("classes", 8, 92)
            .weights("sides", 8, 4)
            .scalar("root", 2.83f)
            .ints("tokens", 0, 8, -1)
            .ints("first", 0)
            .node("Conv", "patches", List.of("pixel_values", "w"), several("strides", 4, 4))
            .node("Reshape", "rows", List.of("patches", "tokens"))
            .node("Transpose", "memory", List.of("rows"), several("perm", 0, 2, 1));
    for (String part : List.of("q", "k", "v")) {
      file.weights(part + ".w", 8, 8);
    }
    return file.node("MatMul", "q", List.of("queries", "q.w"))
        .node("MatMul", "k", List.of("memory", "k.w"))
        .node("MatMul", "v", List.of("memory", "v.w"))
        .node("Einsum", "qk", List.of("q", "k"), text("equation", "bid,bjd->bij"))
        .node("Div", "scaled", List.of("qk", "root"))
        .node("Softmax", "shares", List.of("scaled"), one("axis", -1))
        .node("MatMul", "mixed", List.of("shares", "v"))
        .node("Add", "sum", List.of("mixed", "queries"))
        .node("LayerNormalization", "normal", List.of("sum", "g", "b"), one("axis", -1))
        .node("MatMul", "logits", List.of("normal", "classes"))
        .node("MatMul", "raw", List.of("normal", "sides"))
        .node("Gather", "first_query", List.of("raw", "first"), one("axis", 1))
        .node("Add", "moved", List.of("raw", "first_query"))
        .node("Sigmoid", "pred_boxes", List.of("moved"));
  }

  /** Samples a map where a convolution says. */
  private static ForeignFile deformable() {
    return new ForeignFile()
        .input("x", 1, 4, 8, 8)
        .output("y", 1, 4, 8, 8)
        .weights("w", 2, 4, 3, 3)
        .ints("k", 4)
        .node("Conv", "offsets", List.of("x", "w"), several("pads", 1, 1, 1, 1))
        .node("Transpose", "grid", List.of("offsets"), several("perm", 0, 2, 3, 1))
        .node("GridSample", "s", List.of("x", "grid"), text("mode", "bilinear"))
        .node("ReduceMean", "m", List.of("s"), several("axes", 1), one("keepdims", 1))
        .node("Sub", "c", List.of("s", "m"))
        .node("TopK", List.of("best", "where"), List.of("c", "k"), one("axis", 3))
        .node("ReduceMax", "t", List.of("best"), several("axes", 3), one("keepdims", 1))
        .node("Add", "y", List.of("c", "t"));
  }

  /** A head of 13 classes over two levels, its sizes worked out from open ones. */
  private static ForeignFile yolo(Object batch, Object height, Object width) {
    long rows = 4 + CLASSES;
    ForeignFile file =
        new ForeignFile()
            .input("images", batch, 3, height, width)
            .output("output0", batch, rows, "anchors")
            .weights("stem.w", 8, 3, 3, 3)
            .weights("deep.w", 16, 8, 3, 3)
            .weights("p3.w", rows, 8, 1, 1)
            .weights("p4.w", rows, 16, 1, 1)
            .ints("minus", -1)
            .ints("count", rows)
            .ints("zero", 0)
            .node(
                "Conv",
                "stem",
                List.of("images", "stem.w"),
                several("strides", 2, 2),
                several("pads", 1, 1, 1, 1))
            .node("Sigmoid", "gate", List.of("stem"))
            .node("Mul", "silu", List.of("stem", "gate"))
            .node(
                "Conv",
                "deep",
                List.of("silu", "deep.w"),
                several("strides", 2, 2),
                several("pads", 1, 1, 1, 1));
    List<String> flat = new ArrayList<>();
    for (String level : List.of("p3:silu", "p4:deep")) {
      String name = level.substring(0, 2);
      file.node("Conv", "/model.22/" + name, List.of(level.substring(3), name + ".w"))
          .node("Shape", name + "/shape", List.of("/model.22/" + name))
          .node("Gather", name + "/n", List.of(name + "/shape", "zero"), one("axis", 0))
          .node("Concat", name + "/size", List.of(name + "/n", "count", "minus"), one("axis", 0))
          .node("Reshape", name + "/flat", List.of("/model.22/" + name, name + "/size"));
      flat.add(name + "/flat");
    }
    return file.node("Concat", "all", flat, one("axis", 2))
        .node("Sigmoid", "output0", List.of("all"));
  }

  /** Boxes sorted out inside the file. */
  private static ForeignFile postprocessed() {
    return new ForeignFile()
        .input("x", 1, 4, 8, 8)
        .output("picked", "n", 3)
        .ints("boxes.size", 1, 64, 4)
        .ints("scores.size", 1, 1, 64)
        .ints("most", 10)
        .floats("iou", 0.5f)
        .floats("low", 0.1f)
        .node("Reshape", "boxes", List.of("x", "boxes.size"))
        .node("ReduceMax", "peak", List.of("x"), several("axes", 1), one("keepdims", 0))
        .node("Reshape", "scores", List.of("peak", "scores.size"))
        .node("NonMaxSuppression", "n", List.of("boxes", "scores", "most", "iou", "low"))
        .node("Cast", "picked", List.of("n"), one("to", 1));
  }

  private static ForeignFile volume() {
    return new ForeignFile()
        .input("x", 1, 1, 4, 8, 8)
        .output("y", 1, 2, 4, 8, 8)
        .weights("w", 2, 1, 3, 3, 3)
        .weights("g", 2)
        .weights("b", 2)
        .node("Conv", "c", List.of("x", "w"), several("pads", 1, 1, 1, 1, 1, 1))
        .node("InstanceNormalization", "i", List.of("c", "g", "b"))
        .node("LeakyRelu", "y", List.of("i"), real("alpha", 0.01f));
  }

  private static ForeignFile recurrent() {
    return new ForeignFile()
        .input("x", 5, 1, 4)
        .output("y", 5, 1, 1, 6)
        .weights("w", 1, 24, 4)
        .weights("r", 1, 24, 6)
        .node("LSTM", List.of("y", "h", "c"), List.of("x", "w", "r"), one("hidden_size", 6));
  }

  /** Attributes left out, constants where maps are expected, sizes of one and of nothing. */
  private static ForeignFile odd() {
    return new ForeignFile()
        .input("x", 1, 2, 4, 4)
        .output("y", 1, 2, 4, 4)
        .weights("w", 2, 2, 1, 1)
        .weights("m", 1, 2, 4, 4)
        .floats("none")
        .scalar("p", 2)
        .ints("pads", 0, 0, 0, 0, 0, 0, 0, 0)
        .node("Conv", "k", List.of("m", "w"))
        .node("Transpose", "t", List.of("x"))
        .node("Transpose", "u", List.of("t"))
        .node("Pad", "q", List.of("u", "pads"), text("mode", "reflect"))
        .node("Pow", "e", List.of("q", "p"))
        .node("Concat", "one", List.of("e"), one("axis", -3))
        .node("Add", "y", List.of("one", "k"));
  }
}
