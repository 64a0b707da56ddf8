package duet.app.adapt;

import duet.app.adapt.Recipe.Head;
import duet.app.adapt.Recipe.Layout;
import duet.app.adapt.Recipe.Norms;
import duet.inference.graph.Graph;
import duet.inference.graph.Value;
import duet.inference.shape.InferShapes;
import duet.inference.surgery.Edited;
import duet.inference.surgery.FoldBatchNorm;
import duet.inference.surgery.LiftConstants;
import duet.inference.surgery.Surgery;
import duet.inference.surgery.cut.Yolov8Head;
import duet.inference.surgery.replace.ConstantsIntoNorms;
import duet.inference.surgery.replace.PadsIntoConvolutions;
import duet.inference.surgery.replace.ProductsInPlace;
import duet.inference.surgery.replace.SpacingIntoDeconvolutions;
import duet.inference.surgery.tidy.FoldConstants;
import duet.inference.surgery.tidy.FreeEnds;
import duet.inference.surgery.tidy.RemoveIdentities;
import duet.inference.surgery.tidy.RemoveTransposes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done to a network, and what comes of it. Only cures that keep the function are in a plan;
 * others, smaller kernels or another pooling, are for whoever trains the model.
 *
 * <p>The order matters. Constants come first, because the others look for numbers that are always
 * the same; the ends and the head go next, and with them what need not be cured; then come layers
 * that a DLA lacks, padding, and batch normalisation last, since it folds through a crop.
 *
 * @param graph after all steps, its shapes known
 * @param steps that changed something
 * @param head that was cut off
 * @param ends that have another order of axes now
 * @param notes a sentence for each of them, for whoever runs the model
 */
public record Plan(
    Graph graph, List<Step> steps, Optional<Yolov8Head> head, FreeEnds ends, List<String> notes) {
  /** As often as folding lets more shapes be known, which lets more be folded; few need two. */
  private static final int ROUNDS = 8;

  private static final Bound DECODED = new Bound(2e-6, Bound.OPTIMISED);
  private static final Bound ROUNDED = new Bound(1e-5, Bound.OPTIMISED);

  public Plan {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /**
   * One cure.
   *
   * @param changes where it was made
   */
  public record Step(List<Edited.Change> changes, Bound bound) {
    public Step {
      changes = List.copyOf(changes);
    }
  }

  /** Makes all changes of a recipe that a network needs. */
  public static Plan of(Graph original, Recipe recipe, FoldConstants.Evaluator evaluator) {
    Making making = new Making(InferShapes.of(original));
    making.step(new LiftConstants(), Bound.SAME);
    making.fold(new FoldConstants(evaluator));
    making.step(new RemoveIdentities(), Bound.SAME);
    making.step(new RemoveTransposes().then(new RemoveIdentities()), Bound.SAME);
    FreeEnds ends = making.free(recipe.layout());
    Optional<Yolov8Head> head =
        recipe.head() == Head.CUT ? Yolov8Head.of(making.graph) : Optional.empty();
    head.ifPresent(its -> making.step(its.cut(), DECODED));
    making.replace();
    making.step(recipe.padding().surgery(), recipe.padding().bound());
    if (recipe.norms() == Norms.FOLD) {
      making.step(new FoldBatchNorm(), ROUNDED);
    }
    return new Plan(making.noted(), making.steps, head, ends, making.notes);
  }

  /** What all steps together may change. */
  Bound bound() {
    return Bound.of(steps.stream().map(Step::bound).toList());
  }

  /** A plan while it is made. */
  private static final class Making {
    private Graph graph;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Making(Graph graph) {
      this.graph = graph;
    }

    int step(Surgery surgery, Bound bound) {
      Edited edited = surgery.apply(graph);
      graph = InferShapes.of(edited.graph());
      if (!edited.changes().isEmpty()) {
        steps.add(new Step(edited.changes(), bound));
      }
      return edited.changes().size();
    }

    /** Turns of axes at the ends come off. */
    FreeEnds free(Layout layout) {
      if (layout == Layout.KEEP) {
        return new FreeEnds(List.of(), List.of());
      }
      FreeEnds ends = FreeEnds.of(graph);
      notes.addAll(ends.sentences(graph));
      step(ends, Bound.SAME);
      return ends;
    }

    /** Layers that a DLA lacks. */
    void replace() {
      step(new ProductsInPlace(), ROUNDED);
      step(new ConstantsIntoNorms(), Bound.SAME);
      step(new PadsIntoConvolutions(), Bound.SAME);
      step(new SpacingIntoDeconvolutions(), Bound.SAME);
    }

    /** The graph, which says in its description what is not as it was for whoever runs it. */
    Graph noted() {
      if (notes.isEmpty()) {
        return graph;
      }
      String description = (graph.description() + " Adapted by Duet. " + String.join(" ", notes));
      return Graph.of(
          new Graph.Parts(
              graph.name(),
              description.strip(),
              graph.inputs(),
              graph.initialisers(),
              graph.nodes(),
              graph.outputs().stream().map(Value::name).toList(),
              graph.header()));
    }

    void fold(Surgery fold) {
      int changes = 1;
      for (int round = 0; round < ROUNDS && changes > 0; round++) {
        changes = step(fold, Bound.SAME);
      }
    }
  }
}
