package duet.app;

import static duet.app.ForeignFile.one;
import static duet.app.ForeignFile.real;
import static duet.app.ForeignFile.several;
import static duet.app.ForeignFile.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A U-Net of two levels as a converter from TensorFlow leaves it: channels last outside, each
 * convolution between two transposes, an open batch, zeros by Pad, the image scaled in the network,
 * the size of each transposed convolution computed from the shape of the map before it.
 */
final class TensorFlowExport {
  private static final AttributeProto TO_FIRST = several("perm", 0, 3, 1, 2);
  private static final AttributeProto TO_LAST = several("perm", 0, 2, 3, 1);
  static final String IN = "serving_default_input_1:0";
  static final String OUT = "StatefulPartitionedCall:0";

  private final ForeignFile file = new ForeignFile().operatorSet(13);

  static Path write(Path path) throws IOException {
    return new TensorFlowExport().grown().write(path);
  }

  private ForeignFile grown() {
    file.input(IN, "unk__61", 16, 16, 3).output(OUT, "unk__62", 16, 16, 3);
    file.scalar("half", 127.5f).scalar("unit", 1).ints("one", 1).ints("two", 2).ints("zero", 0);
    file.node("Div", "scaled:0", List.of(IN, "half"));
    file.node("Sub", "image:0", List.of("scaled:0", "unit"));
    down("down1", "image:0", 3, 8);
    down("down2", "down1/act:0", 8, 16);
    up("up1", "down2/act:0", 16, 8);
    file.node("LeakyRelu", "up1/act:0", List.of("up1/map:0"), real("alpha", 0.3f));
    file.node("Concat", "skip:0", List.of("up1/act:0", "down1/act:0"), one("axis", -1));
    up("up2", "skip:0", 16, 3);
    file.node("Tanh", OUT, List.of("up2/map:0"));
    return file;
  }

  /** Pad, convolution of stride 2, batch normalisation, LeakyReLU. */
  private void down(String name, String in, long from, long to) {
    file.ints(name + "/pads", 0, 1, 1, 0, 0, 1, 1, 0)
        .weights(name + "/w", to, from, 4, 4)
        .weights(name + "/bias", to)
        .node("Pad", name + "/Pad:0", List.of(in, name + "/pads"))
        .node("Transpose", name + "/first:0", List.of(name + "/Pad:0"), TO_FIRST)
        .node(
            "Conv",
            name + "/conv:0",
            List.of(name + "/first:0", name + "/w"),
            several("kernel_shape", 4, 4),
            several("strides", 2, 2))
        .node("Transpose", name + "/last:0", List.of(name + "/conv:0"), TO_LAST)
        .node("Add", name + "/BiasAdd:0", List.of(name + "/last:0", name + "/bias"))
        .node("LeakyRelu", name + "/act:0", List.of(name + "/BiasAdd:0"), real("alpha", 0.3f));
  }

  /** Transposed convolution to twice the size of its input, which the network works out itself. */
  private void up(String name, String in, long from, long to) {
    file.ints(name + "/full", 1, 1, 0, 0)
        .weights(name + "/w", from, to, 4, 4)
        .node("Transpose", name + "/first:0", List.of(in), TO_FIRST)
        .node(
            "ConvTranspose",
            name + "/whole:0",
            List.of(name + "/first:0", name + "/w"),
            several("strides", 2, 2),
            text("auto_pad", "SAME_UPPER"));
    size(name, in);
    file.node("Transpose", name + "/last:0", List.of(name + "/whole:0"), TO_LAST)
        .node(
            "Slice",
            name + "/map:0",
            List.of(name + "/last:0", name + "/from", name + "/size:0", name + "/axes"))
        .ints(name + "/from", 0, 0)
        .ints(name + "/axes", 1, 2);
  }

  /** Shape, Slice, Mul, Concat: twice the rows and columns of a map. */
  private void size(String name, String of) {
    file.ints(name + "/1", 1)
        .ints(name + "/2", 2)
        .ints(name + "/3", 3)
        .node("Shape", name + "/shape:0", List.of(of))
        .node("Slice", name + "/h:0", List.of(name + "/shape:0", name + "/1", name + "/2", "zero"))
        .node("Slice", name + "/w:0", List.of(name + "/shape:0", name + "/2", name + "/3", "zero"))
        .node("Mul", name + "/h2:0", List.of(name + "/h:0", "two"))
        .node("Mul", name + "/w2:0", List.of(name + "/w:0", "two"))
        .node("Concat", name + "/size:0", List.of(name + "/h2:0", name + "/w2:0"), one("axis", 0));
  }
}
