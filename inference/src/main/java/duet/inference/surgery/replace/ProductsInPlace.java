package duet.inference.surgery.replace;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Floats;
import duet.inference.surgery.Surgery;
import java.util.List;
import java.util.Optional;

/**
 * Multiplies in place of dividing and of taking powers: by the reciprocals of a constant, which
 * rounds otherwise unless they are powers of two; by itself for a square, once more for a cube.
 */
public final class ProductsInPlace implements Surgery {
  private static final int RANK = 4;
  private static final float SQUARE = 2;
  private static final float CUBE = 3;

  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    for (Node node : graph.nodes()) {
      Optional<Initialiser> constant = isMap(node) ? draft.floats(node, 1) : Optional.empty();
      if (node.operator().equals("Div") && constant.filter(this::hasReciprocals).isPresent()) {
        draft.emit(divided(draft, node, constant.get()));
        draft.changed(node, "division by a constant made a product with its reciprocal");
      } else if (node.operator().equals("Pow") && isWhole(constant)) {
        power(draft, node, constant.orElseThrow().asFloats().get(0));
        draft.changed(node, "power made a product with itself");
      } else {
        draft.emit(node);
      }
    }
    return draft.finish();
  }

  /** Of fewer dimensions a DLA takes neither. */
  private static boolean isMap(Node node) {
    return node.output().isKnown() && node.output().shape().rank() == RANK;
  }

  private boolean hasReciprocals(Initialiser constant) {
    boolean all = true;
    for (int i = 0; i < constant.asFloats().limit(); i++) {
      float reciprocal = 1 / constant.asFloats().get(i);
      all &= Float.isFinite(reciprocal) && Math.abs(reciprocal) >= Float.MIN_NORMAL;
    }
    return all;
  }

  private static Node divided(Draft draft, Node node, Initialiser constant) {
    Value old = constant.value();
    String name =
        Floats.fresh(
                draft,
                old.name() + "/reciprocal",
                old.shape(),
                (floats, i) -> 1 / floats.get(i),
                constant.asFloats())
            .value()
            .name();
    return product(node.name(), node.inputs().get(0), name, node.output());
  }

  private static boolean isWhole(Optional<Initialiser> exponent) {
    return exponent
        .filter(constant -> constant.value().shape().elements() == 1)
        .map(constant -> constant.asFloats().get(0))
        .filter(power -> power == SQUARE || power == CUBE)
        .isPresent();
  }

  private static void power(Draft draft, Node node, float power) {
    String x = node.inputs().get(0);
    if (power == SQUARE) {
      draft.emit(product(node.name(), x, x, node.output()));
      return;
    }
    Value square = node.output().named(draft.fresh(node.output().name() + "/square"));
    draft.emit(product(draft.fresh(node.name() + "/square"), x, x, square));
    draft.emit(product(node.name(), square.name(), x, node.output()));
  }

  private static Node product(String name, String a, String b, Value out) {
    return new Node(name, "Mul", List.of(a, b), List.of(out), List.of());
  }
}
