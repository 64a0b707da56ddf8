package duet.inference.dla;

import duet.inference.dla.rule.Facts;
import duet.inference.dla.rule.Operator;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import duet.inference.dla.rule.Verdict;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.shape.InferShapes;
import duet.inference.tensor.DataType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Judges each node of a graph by the tables. Weights, constants and what follows from them are no
 * layers; nor are Identity, casts between floating-point types and QuantizeLinear with its
 * counterpart, which only say in what a layer computes. A constant that is no weight is a layer,
 * and so is the Shuffle that TensorRT inserts to give an operand as many dimensions as the other.
 */
public final class DlaRules {
  private static final Set<DataType> REAL =
      EnumSet.of(DataType.FLOAT, DataType.FLOAT16, DataType.BFLOAT16, DataType.DOUBLE);
  private final Rulebook book;

  public DlaRules(Rulebook book) {
    this.book = book;
  }

  /**
   * What the rules say. A layer of which a shape cannot be known falls back.
   *
   * @param instances of the model that share one core, at least 1
   */
  public DlaReport check(Graph model, Target target, int instances) {
    Graph graph = InferShapes.of(model);
    Constants constants = Constants.of(graph);
    Neighbours neighbours = Neighbours.of(graph);
    Draft draft = new Draft(graph, target);
    for (Node node : graph.nodes()) {
      Operator operator = book.operator(node.operator());
      Look look = new Look(graph, constants, neighbours, node, operator);
      Verdict verdict = verdict(look, target);
      if (!(verdict instanceof Verdict.NoLayer)) {
        new Operands(look)
            .facts()
            .forEach((name, facts) -> draft.operand(name, facts, judge(facts, target)));
      }
      draft.add(look, verdict);
    }
    Facts whole = draft.whole(instances);
    return draft.report(instances, book.hits(whole, target));
  }

  /** Limits of the whole count only where there is a DLA. */
  private Verdict judge(Facts facts, Target target) {
    return target
        .withoutDla()
        .<Verdict>map(reason -> new Verdict.FallsBack(reason, Optional.empty(), "D"))
        .orElseGet(() -> book.judge(facts, target));
  }

  private Verdict verdict(Look look, Target target) {
    Facts facts = LayerFacts.of(look);
    return switch (look.operator().layer()) {
      case "identity" -> new Verdict.NoLayer("taken out by TensorRT");
      case "quantize" -> annotation(facts, target);
      default -> withoutLayer(look).orElseGet(() -> judge(facts, target));
    };
  }

  private Verdict annotation(Facts facts, Target target) {
    return book.judge(facts, target) instanceof Verdict.FallsBack refused
        ? refused
        : new Verdict.NoLayer("says in what its neighbours compute");
  }

  private static Optional<Verdict> withoutLayer(Look look) {
    if (look.node().outputs().stream().map(Value::name).allMatch(look.constants()::has)) {
      return Optional.of(new Verdict.NoLayer("constant, computed while the engine is built"));
    }
    if (look.operator().layer().equals("CAST") && isBetweenReals(look)) {
      return Optional.of(new Verdict.NoLayer("a change of precision only"));
    }
    return Optional.empty();
  }

  private static boolean isBetweenReals(Look look) {
    boolean compares = look.neighbours().before(look.node()).anyMatch(DlaRules::compares);
    return compares
        || look.flowing().allMatch(value -> value.isKnown() && REAL.contains(value.type()));
  }

  /** The cast that must follow a comparison belongs to it. */
  private static boolean compares(Node node) {
    return Set.of("Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual")
        .contains(node.operator());
  }
}
