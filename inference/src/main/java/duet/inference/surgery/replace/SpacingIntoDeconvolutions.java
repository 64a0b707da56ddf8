package duet.inference.surgery.replace;

import duet.inference.graph.Attribute;
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
import java.util.List;
import java.util.Optional;

/**
 * Makes a transposed convolution of DepthToSpace and a convolution of SpaceToDepth: kernel and
 * stride are the size of the block, and of the weights one a map is 1 and the others 0. Each number
 * is added to zeros only, so none changes, unless one of its neighbours is no number.
 */
public final class SpacingIntoDeconvolutions implements Surgery {
  private static final int RANK = 4;

  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    for (Node node : graph.nodes()) {
      Optional<Spacing> spacing = Spacing.of(graph, node);
      draft.emit(spacing.map(its -> its.convolution(draft)).orElse(node));
      spacing.ifPresent(
          its -> draft.changed(node, node.operator() + " made a convolution of zeros and ones"));
    }
    return draft.finish();
  }

  /**
   * A node that moves channels into blocks of pixels, or back.
   *
   * @param channels on the side that has fewer
   */
  private record Spacing(Node node, boolean toSpace, int block, int channels) {
    static Optional<Spacing> of(Graph graph, Node node) {
      boolean toSpace = node.operator().equals("DepthToSpace");
      if (!toSpace && !node.operator().equals("SpaceToDepth")) {
        return Optional.empty();
      }
      int block = Math.toIntExact(node.integer("blocksize", 0));
      return graph
          .value(node.inputs().get(0))
          .filter(in -> in.isKnown() && in.type() == DataType.FLOAT && in.shape().rank() == RANK)
          .map(in -> in.shape().dim(1) / (toSpace ? block * block : 1))
          .filter(channels -> channels > 0 && block > 0)
          .map(channels -> new Spacing(node, toSpace, block, channels));
    }

    Node convolution(Draft draft) {
      List<Attribute> attributes =
          List.of(
              Ints.of("kernel_shape", block, block),
              Ints.of("strides", block, block),
              Ints.of("pads", 0, 0, 0, 0));
      List<String> inputs = List.of(node.inputs().get(0), weights(draft));
      Value out = node.output();
      return new Node(
          node.name(), toSpace ? "ConvTranspose" : "Conv", inputs, List.of(out), attributes);
    }

    /** Both operators have them in this order: deep channel, flat channel, row, column. */
    private String weights(Draft draft) {
      int area = block * block;
      Shape shape = Shape.of((long) channels * area, channels, block, block);
      float[] values = new float[Math.toIntExact(shape.elements())];
      for (int flat = 0; flat < channels; flat++) {
        for (int place = 0; place < area; place++) {
          values[(deep(flat, place) * channels + flat) * area + place] = 1;
        }
      }
      return draft.add(Initialiser.floats(draft.fresh(node.name() + ".ones"), shape, values));
    }

    /** The channel that holds a place of the blocks of a flat channel. */
    private int deep(int flat, int place) {
      boolean columnsFirst = toSpace && node.text("mode", "DCR").equals("CRD");
      return columnsFirst ? flat * block * block + place : place * channels + flat;
    }
  }
}
