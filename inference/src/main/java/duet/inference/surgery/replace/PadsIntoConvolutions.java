package duet.inference.surgery.replace;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.surgery.Draft;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Integers;
import duet.inference.surgery.Surgery;
import duet.inference.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts rows and columns of zeros that a Pad adds into the padding of the convolutions behind it,
 * which adds the same zeros. Not a number changes. A Pad of channels, of another value, or before
 * anything else stays.
 */
public final class PadsIntoConvolutions implements Surgery {
  private static final Set<String> SAYING_IT = Set.of("pads", "auto_pad");
  private static final int RANK = 4;

  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    for (Node node : graph.nodes()) {
      Optional<Node> pad = pad(draft, node);
      if (pad.isPresent()) {
        draft.emit(padded(node, pad.get(), zeros(draft, pad.get()).orElseThrow()));
      } else if (isTaken(draft, node)) {
        draft.changed(node, "zeros of Pad put into the padding of the convolution behind it");
      } else {
        draft.emit(node);
      }
    }
    return draft.finish();
  }

  /** The Pad before a convolution, if it goes into it. */
  private static Optional<Node> pad(Draft draft, Node node) {
    return Optional.of(node)
        .filter(PadsIntoConvolutions::isConvolution)
        .flatMap(convolution -> draft.producer(convolution.inputs().get(0)))
        .filter(before -> isTaken(draft, before));
  }

  private static boolean isConvolution(Node node) {
    String auto = node.text("auto_pad", "NOTSET");
    return node.operator().equals("Conv") && (auto.equals("NOTSET") || auto.equals("VALID"));
  }

  private static boolean isTaken(Draft draft, Node node) {
    if (!node.operator().equals("Pad") || zeros(draft, node).isEmpty()) {
      return false;
    }
    String out = node.output().name();
    return !draft.isOutput(out)
        && draft.readers(out).stream()
            .allMatch(reader -> isConvolution(reader) && reader.inputs().indexOf(out) == 0);
  }

  /** Top, left, bottom, right, where a Pad adds zeros there and nothing else anywhere. */
  private static Optional<List<Long>> zeros(Draft draft, Node pad) {
    boolean plain =
        pad.text("mode", "constant").equals("constant")
            && pad.input(3).isEmpty()
            && isZero(draft, pad);
    return pad.input(1)
        .flatMap(draft::constant)
        .filter(constant -> plain && constant.value().type() == DataType.INT64)
        .map(Integers::of)
        .filter(all -> all.size() == 2 * RANK && all.stream().allMatch(size -> size >= 0))
        .filter(all -> all.get(0) + all.get(1) + all.get(4) + all.get(5) == 0)
        .map(all -> List.of(all.get(2), all.get(3), all.get(6), all.get(7)));
  }

  private static boolean isZero(Draft draft, Node pad) {
    if (pad.input(2).isEmpty()) {
      return true;
    }
    Optional<Initialiser> value = draft.floats(pad, 2);
    return value.isPresent() && value.get().asFloats().get(0) == 0;
  }

  private static Node padded(Node node, Node pad, List<Long> zeros) {
    List<Long> its =
        node.text("auto_pad", "NOTSET").equals("VALID")
            ? List.of(0L, 0L, 0L, 0L)
            : node.ints("pads", 0L, 0L, 0L, 0L);
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < its.size(); i++) {
      sums.add(its.get(i) + zeros.get(i));
    }
    List<Attribute> attributes = new ArrayList<>();
    node.attributes().stream().filter(a -> !SAYING_IT.contains(a.name())).forEach(attributes::add);
    attributes.add(new Ints("pads", sums));
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(0, pad.inputs().get(0));
    return new Node(node.name(), node.operator(), inputs, node.outputs(), attributes);
  }
}
