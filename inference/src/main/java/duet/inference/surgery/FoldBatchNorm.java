package duet.inference.surgery;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.Shape;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folds batch normalisation into the convolution, transposed or not, before it.
 *
 * <p>Batch normalisation with fixed statistics is one multiplication and one addition a channel. A
 * convolution is linear, so its weights can carry the factor and its bias the summand: the function
 * is the same, up to rounding, and a whole pass over the map is gone. A crop of rows and columns
 * between the two makes no difference, because what the normalisation does to a pixel depends on
 * its channel only; the crop then stands behind both. Nothing is folded where someone else also
 * reads the value in between.
 */
public final class FoldBatchNorm implements Surgery {

  /** A normalisation to fold: the convolution it goes into and the crop in between, if any. */
  private record Fold(Node norm, Node convolution, Optional<Node> crop, Affine affine) {}

  /** What the normalisation does to each channel: y = factor x + summand. */
  private record Affine(double[] factor, double[] summand) {
    static Optional<Affine> of(Draft draft, Node norm) {
      FloatBuffer[] four = new FloatBuffer[4];
      for (int i = 0; i < 4; i++) {
        Optional<Initialiser> constant = draft.floats(norm, i + 1);
        if (constant.isEmpty()) {
          return Optional.empty();
        }
        four[i] = constant.get().asFloats();
      }
      double epsilon = norm.real("epsilon", 1e-5f);
      double[] factor = new double[four[0].limit()];
      double[] summand = new double[factor.length];
      for (int c = 0; c < factor.length; c++) {
        factor[c] = four[0].get(c) / Math.sqrt(four[3].get(c) + epsilon);
        summand[c] = four[1].get(c) - four[2].get(c) * factor[c];
      }
      return Optional.of(new Affine(factor, summand));
    }
  }

  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    Map<String, Fold> folds = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.operator().equals("BatchNormalization")) {
        fold(draft, node).ifPresent(fold -> place(folds, fold));
      }
    }
    for (Node node : graph.nodes()) {
      emit(draft, node, Optional.ofNullable(folds.get(node.name())));
    }
    return draft.finish();
  }

  private static void place(Map<String, Fold> folds, Fold fold) {
    folds.put(fold.norm().name(), fold);
    folds.put(fold.convolution().name(), fold);
    fold.crop().ifPresent(crop -> folds.put(crop.name(), fold));
  }

  private static Optional<Fold> fold(Draft draft, Node norm) {
    if (norm.outputs().size() != 1 || norm.integer("training_mode", 0) != 0) {
      return Optional.empty();
    }
    String in = norm.inputs().get(0);
    Optional<Node> before = draft.producer(in).filter(node -> draft.hasOneReader(in));
    Optional<Node> crop = before.filter(node -> isCrop(draft, node));
    Optional<Node> convolution =
        crop.isEmpty()
            ? before
            : draft
                .producer(crop.get().inputs().get(0))
                .filter(node -> draft.hasOneReader(node.output().name()));
    return convolution
        .filter(node -> Convolution.isOne(node) && hasConstants(draft, node))
        .flatMap(node -> Affine.of(draft, norm).map(affine -> new Fold(norm, node, crop, affine)));
  }

  private static boolean hasConstants(Draft draft, Node convolution) {
    return draft.floats(convolution, 1).isPresent()
        && (convolution.input(2).isEmpty() || draft.floats(convolution, 2).isPresent());
  }

  /** Whether a node cuts rows or columns and no channels. */
  static boolean isCrop(Draft draft, Node node) {
    if (!node.operator().equals("Slice")) {
      return false;
    }
    Optional<Initialiser> axes = node.input(3).flatMap(draft::constant);
    return axes.isPresent() && Integers.of(axes.get()).stream().allMatch(axis -> axis >= 2);
  }

  private static void emit(Draft draft, Node node, Optional<Fold> its) {
    if (its.isEmpty()) {
      draft.emit(node);
      return;
    }
    Fold fold = its.get();
    Value result = fold.norm().output();
    if (node.equals(fold.convolution())) {
      draft.emit(folded(draft, fold, fold.crop().isPresent() ? node.output() : result));
      draft.changed(node, "batch normalisation '" + fold.norm().name() + "' folded in");
    } else if (node.equals(fold.crop().orElse(null))) {
      draft.emit(
          new Node(
              node.name(), node.operator(), node.inputs(), List.of(result), node.attributes()));
    }
  }

  private static Node folded(Draft draft, Fold fold, Value output) {
    Node node = fold.convolution();
    List<String> inputs =
        List.of(node.inputs().get(0), weights(draft, node, fold.affine()), bias(draft, fold));
    return new Node(node.name(), node.operator(), inputs, List.of(output), node.attributes());
  }

  private static String weights(Draft draft, Node node, Affine affine) {
    Initialiser old = draft.floats(node, 1).orElseThrow();
    Shape shape = old.value().shape();
    int[] channels = Convolution.of(node, shape).channelOfEach();
    double[] factor = affine.factor();
    Floats.Element scaled = (floats, i) -> (float) (floats.get(i) * factor[channels[i]]);
    String name = old.value().name() + "/folded";
    return Floats.fresh(draft, name, shape, scaled, old.asFloats()).value().name();
  }

  private static String bias(Draft draft, Fold fold) {
    double[] bias = fold.affine().summand().clone();
    Optional<FloatBuffer> old = draft.floats(fold.convolution(), 2).map(Initialiser::asFloats);
    for (int c = 0; old.isPresent() && c < bias.length; c++) {
      bias[c] += old.get().get(c) * fold.affine().factor()[c];
    }
    String name = draft.fresh(fold.convolution().name() + ".bias/folded");
    return draft.add(Initialiser.floats(name, Shape.of(bias.length), Floats.narrow(bias)));
  }
}
