package duet.app.quantise;

import duet.inference.calibration.Calibration;
import duet.inference.calibration.Calibration.Images;
import duet.inference.calibration.CalibrationCache;
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
import duet.inference.surgery.precision.Range;
import duet.inference.surgery.precision.Scheme;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * What becomes of a graph.
   *
   * @param run in fewer bits, as this computer can run it
   * @param written what goes into the file; the same, unless a runtime takes the ranges apart
   * @param cache these ranges
   */
  public record Result(Edited run, Graph written, Optional<CalibrationCache> cache) {}

  /**
   * The graph in fewer bits.
   *
   * @param graph with floats
   * @param images to find the ranges on; may be empty for FP16
   * @throws SurgeryException when it cannot be done with this graph
   */
  public Result apply(Graph graph, Images images, Steps steps) {
    return switch (recipe.precision()) {
      case INT8 -> bytes(graph, images, steps);
      case FP16 ->
          whole(
              FOLD.then(known -> new HalfPrecision().apply(Shapes.complete(backend, known)))
                  .apply(graph));
      case FP16_WEIGHTS -> whole(FOLD.then(new HalfWeights()).apply(graph));
    };
  }

  private static Result whole(Edited edited) {
    return new Result(edited, edited.graph(), Optional.empty());
  }

  private Result bytes(Graph graph, Images images, Steps steps) {
    boolean cpu = recipe.aim() instanceof Aim.Cpu;
    Edited packed = (cpu ? FOLD.then(new SubPixel()) : FOLD).apply(graph);
    Graph known = cpu ? packed.graph() : Shapes.complete(backend, packed.graph());
    Set<String> kept = kept(known);
    Map<String, Range> ranges = ranges(known, kept, images, steps);
    Surgery quantise = new QuantiseStatic(ranges, kept, recipe.aim().scheme());
    Edited run = ((Surgery) any -> packed).then(any -> quantise.apply(known)).apply(graph);
    return recipe.aim() instanceof Aim.DlaRanges wanted
        ? new Result(run, known, Optional.of(new CalibrationCache(wanted.number(), ranges)))
        : whole(run);
  }

  private Map<String, Range> ranges(Graph graph, Set<String> kept, Images images, Steps steps) {
    Set<String> watched = new LinkedHashSet<>(watched(graph, kept));
    Calibration calibration = new Calibration(backend, graph, recipe.clipping());
    int runs = calibration.runs(images);
    Map<String, Range> ranges =
        calibration.ranges(watched, images, done -> steps.at("calibration", done, runs));
    return recipe.aim() instanceof Aim.Cpu ? ranges : CalibrationCache.shared(graph, ranges);
  }

  private Set<String> watched(Graph graph, Set<String> kept) {
    Scheme scheme = recipe.aim().scheme();
    Set<String> watched = new LinkedHashSet<>(QuantiseStatic.watched(graph, kept, scheme));
    if (watched.isEmpty()) {
      // A network on bytes has no float convolutions either, and is told so.
      new QuantiseStatic(Map.of(), kept, scheme).apply(graph);
      throw new SurgeryException("has no convolution to quantise");
    }
    if (recipe.aim() instanceof Aim.DlaRanges) {
      watched.addAll(CalibrationCache.values(graph, kept));
    }
    return watched;
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
