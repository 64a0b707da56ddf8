package duet.inference.surgery.padding;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Surgery;
import java.util.List;
import java.util.Optional;

/**
 * Takes the padding off transposed convolutions and crops their result instead.
 *
 * <p>Padding of a transposed convolution adds nothing: it takes rows and columns off the border of
 * the result. A Slice does the same to the result of the convolution without padding. Each number
 * that stays is the same sum of the same products, so not a bit changes.
 */
public final class CropPadding implements Surgery {
  /** ONNX clips ends at the size, so this means up to the end. */
  private static final long END = Integer.MAX_VALUE;

  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    for (Node node : graph.nodes()) {
      Optional<Padding> padding = Padding.of(graph, node);
      padding.ifPresentOrElse(its -> crop(draft, its), () -> draft.emit(node));
    }
    return draft.finish();
  }

  private static void crop(Draft draft, Padding padding) {
    Value full = padding.full(draft);
    draft.emit(padding.without(full));
    draft.emit(slice(draft, padding, full));
    draft.changed(
        padding.node(), "padding '" + padding.text() + "' taken off, the result cropped by Slice");
  }

  private static Node slice(Draft draft, Padding padding, Value full) {
    String name = draft.fresh(padding.node().name() + "/crop");
    List<Long> cuts = padding.cuts();
    long bottom = end(full, 2, cuts.get(2));
    long right = end(full, 3, cuts.get(3));
    List<String> inputs =
        List.of(
            full.name(),
            ints(draft, name + ".starts", cuts.get(0), cuts.get(1)),
            ints(draft, name + ".ends", bottom, right),
            ints(draft, name + ".axes", 2, 3));
    return new Node(name, "Slice", inputs, List.of(padding.node().output()), List.of());
  }

  private static long end(Value full, int axis, long cut) {
    if (full.isKnown()) {
      return full.shape().dim(axis) - cut;
    }
    return cut == 0 ? END : -cut;
  }

  private static String ints(Draft draft, String name, long... values) {
    return draft.add(Initialiser.ints(draft.fresh(name), values));
  }
}
