package duet.inference.surgery.tidy;

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
import java.util.Set;

/**
 * Computes once what is the same in each run: the chains of Shape, Gather, Concat, Range and the
 * like by which exporters work out sizes, although the sizes of a network that Duet runs are fixed.
 *
 * <p>What a node makes of constants is asked of a runtime, node by node, so that it is what a run
 * would have got, whatever the operator. Left alone are nodes that draw random numbers, those that
 * unpack weights which were packed on purpose, and those that blow a constant up.
 *
 * @param evaluator runs a node
 */
public record FoldConstants(Evaluator evaluator) implements Surgery {
  /** Runs small graphs that have no inputs. */
  @FunctionalInterface
  public interface Evaluator {
    /** The outputs of the graph, or nothing where they cannot be had. */
    List<Initialiser> outputs(Graph graph);
  }

  private static final Set<String> NOT_FOLDED =
      Set.of("DequantizeLinear", "QuantizeLinear", "DynamicQuantizeLinear", "Multinomial");

  /** Elements that a node may make of constants, whatever it is made of. */
  private static final long SMALL = 1 << 20;

  @Override
  public Edited apply(Graph graph) {
    Draft draft = new Draft(graph);
    for (Node node : graph.nodes()) {
      List<Initialiser> folded = fold(graph, draft, node);
      folded.forEach(draft::add);
      if (folded.isEmpty()) {
        draft.emit(node);
      } else {
        draft.changed(node, node.operator() + " folded into a constant");
      }
    }
    return draft.finish();
  }

  private List<Initialiser> fold(Graph graph, Draft draft, Node node) {
    boolean isResult = node.outputs().stream().anyMatch(out -> draft.isOutput(out.name()));
    if (isResult || NOT_FOLDED.contains(node.operator()) || node.operator().startsWith("Random")) {
      return List.of();
    }
    if (node.operator().equals("Shape")) {
      return shape(graph, node).stream().toList();
    }
    List<Initialiser> constants =
        node.inputs().stream().flatMap(in -> draft.constant(in).stream()).distinct().toList();
    long given = node.inputs().stream().filter(in -> !in.isEmpty()).distinct().count();
    return given == constants.size() && !unpacks(node, constants)
        ? evaluated(graph, node, constants)
        : List.of();
  }

  /** Weights stored in FP16 would take twice the room. */
  private static boolean unpacks(Node node, List<Initialiser> constants) {
    return node.operator().equals("Cast")
        && constants.get(0).value().type() == DataType.FLOAT16
        && constants.get(0).value().shape().elements() > 1;
  }

  private List<Initialiser> evaluated(Graph graph, Node node, List<Initialiser> constants) {
    List<String> names = node.outputs().stream().map(Value::name).toList();
    Graph alone =
        Graph.of(
            new Graph.Parts(
                node.name(), "", List.of(), constants, List.of(node), names, graph.header()));
    long given = constants.stream().mapToLong(constant -> elements(constant)).sum();
    List<Initialiser> results = evaluator.outputs(alone);
    boolean small = results.stream().allMatch(result -> elements(result) <= Math.max(SMALL, given));
    return small ? results : List.of();
  }

  private static long elements(Initialiser constant) {
    return constant.value().shape().elements();
  }

  private static Optional<Initialiser> shape(Graph graph, Node node) {
    return graph
        .value(node.inputs().get(0))
        .filter(Value::isKnown)
        .map(Value::shape)
        .map(shape -> Initialiser.ints(node.output().name(), part(node, shape)));
  }

  private static long[] part(Node node, Shape shape) {
    int start = clip(node.integer("start", 0), shape.rank());
    int end = clip(node.integer("end", shape.rank()), shape.rank());
    return start >= end
        ? new long[0]
        : shape.dims().subList(start, end).stream().mapToLong(Long::longValue).toArray();
  }

  private static int clip(long place, int rank) {
    return (int) Math.max(0, Math.min(rank, place < 0 ? place + rank : place));
  }
}
