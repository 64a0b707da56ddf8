package duet.app.quantise;

import duet.inference.calibration.Calibration;
import duet.inference.calibration.Calibration.Images;
import duet.inference.calibration.Shapes;
import duet.inference.engine.Backend;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.surgery.Edited;
import duet.inference.surgery.FoldBatchNorm;
import duet.inference.surgery.LiftConstants;
import duet.inference.surgery.SubPixel;
import duet.inference.surgery.Surgery;
import duet.inference.surgery.SurgeryException;
import duet.inference.surgery.precision.ConvolutionRoles;
import duet.inference.surgery.precision.HalfPrecision;
import duet.inference.surgery.precision.HalfWeights;
import duet.inference.surgery.precision.QuantiseStatic;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings a graph into fewer bits.
 *
 * <p>For bytes the order matters: constants become initialisers, so that weights can be found;
 * batch normalisation is folded in, so that none stands between two convolutions; transposed
 * convolutions take their sub-pixel form, for which there are byte kernels; and only then are
 * ranges measured, on the very values that will be bytes. The last convolutions stay floats: they
 * are few, and nothing after them evens out what is rounded there.
 */
public record Quantiser(Backend backend, Recipe recipe) {

  /** Surgeries that change no result and that all precisions gain by. */
  private static final Surgery FOLD = new LiftConstants().then(new FoldBatchNorm());

  /** Told how far the work is. */
  @FunctionalInterface
  public interface Steps {
    /** So many runs of so many are done for this. */
    void at(String what, int done, int of);
  }

  /**
   * The graph in fewer bits.
   *
   * @param graph with floats
   * @param images to find the ranges on; may be empty for FP16
   * @throws SurgeryException when it cannot be done with this graph
   */
  public Edited apply(Graph graph, Images images, Steps steps) {
    return switch (recipe.precision()) {
      case INT8 -> bytes(graph, images, steps);
      case FP16 ->
          FOLD.then(known -> new HalfPrecision().apply(Shapes.complete(backend, known)))
              .apply(graph);
      case FP16_WEIGHTS -> FOLD.then(new HalfWeights()).apply(graph);
    };
  }

  private Edited bytes(Graph graph, Images images, Steps steps) {
    return FOLD.then(new SubPixel()).then(packed -> quantised(packed, images, steps)).apply(graph);
  }

  private Edited quantised(Graph packed, Images images, Steps steps) {
    Set<String> kept = kept(packed);
    Set<String> watched = QuantiseStatic.watched(packed, kept);
    if (watched.isEmpty()) {
      // A network on bytes has no float convolutions either, and is told so.
      new QuantiseStatic(Map.of(), kept).apply(packed);
      throw new SurgeryException("has no convolution to quantise");
    }
    Calibration calibration = new Calibration(backend, packed, recipe.clipping());
    int runs = calibration.runs(images);
    return new QuantiseStatic(
            calibration.ranges(watched, images, done -> steps.at("calibration", done, runs)), kept)
        .apply(packed);
  }

  private Set<String> kept(Graph graph) {
    List<String> names = graph.nodes().stream().map(Node::name).toList();
    Set<String> kept = new HashSet<>(recipe.kept());
    kept.removeAll(names);
    if (!kept.isEmpty()) {
      throw new SurgeryException("has no node '" + kept.iterator().next() + "' to keep");
    }
    kept.addAll(recipe.kept());
    kept.addAll(ConvolutionRoles.last(graph));
    kept.addAll(ConvolutionRoles.ramps(graph));
    return kept;
  }
}
