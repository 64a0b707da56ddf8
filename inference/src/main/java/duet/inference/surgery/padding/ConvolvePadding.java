package duet.inference.surgery.padding;

import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Surgery;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Takes the padding off transposed convolutions and lets a convolution without padding lose the
 * border instead: 3x3 for a padding of 1.
 *
 * <p>The kernel is the identity: one where the channel meets itself, at the pixel that stays, and
 * zero elsewhere. Times one is exact and so is adding zeros, so each number stays what it was; only
 * a minus before a zero may go, and a number that is not finite spreads. Such a kernel costs as
 * much as any other; it is for lanes that take no Slice, and a start for training one that does
 * more.
 */
public final class ConvolvePadding implements Surgery {
  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    for (Node node : graph.nodes()) {
      Optional<Padding> padding =
          Padding.of(graph, node).filter(its -> draft.floats(node, 1).isPresent());
      padding.ifPresentOrElse(its -> convolve(draft, its), () -> draft.emit(node));
    }
    return draft.finish();
  }

  private static void convolve(Draft draft, Padding padding) {
    Value full = padding.full(draft);
    draft.emit(padding.without(full));
    draft.emit(identity(draft, padding, full));
    draft.changed(
        padding.node(),
        "padding '" + padding.text() + "' taken off, the border lost in an identity convolution");
  }

  private static Node identity(Draft draft, Padding padding, Value full) {
    String name = draft.fresh(padding.node().name() + "/crop");
    Initialiser kernel = kernel(draft.fresh(name + ".weight"), padding);
    Shape shape = kernel.value().shape();
    return new Node(
        name,
        "Conv",
        List.of(full.name(), draft.add(kernel)),
        List.of(padding.node().output()),
        List.of(
            Ints.of("kernel_shape", shape.dim(2), shape.dim(3)),
            Ints.of("strides", 1, 1),
            Ints.of("pads", 0, 0, 0, 0)));
  }

  private static Initialiser kernel(String name, Padding padding) {
    List<Long> cuts = padding.cuts();
    int channels = Math.toIntExact(padding.weights().dim(1) * padding.node().integer("group", 1));
    Shape shape =
        Shape.of(channels, channels, cuts.get(0) + cuts.get(2) + 1, cuts.get(1) + cuts.get(3) + 1);
    int area = shape.dim(2) * shape.dim(3);
    int stays = Math.toIntExact(cuts.get(0) * shape.dim(3) + cuts.get(1));
    ByteBuffer data = Initialiser.buffer(DataType.FLOAT, shape);
    for (int c = 0; c < channels; c++) {
      data.putFloat(Float.BYTES * ((c * channels + c) * area + stays), 1);
    }
    return new Initialiser(new Value(name, DataType.FLOAT, shape), data);
  }
}
