package duet.inference.shape;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.shape.number.Small;
import duet.inference.shape.rule.Call;
import duet.inference.shape.rule.Kind;
import duet.inference.shape.rule.Rule;
import duet.inference.shape.rule.Rules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The types and shapes of all values of a graph that can be known from its inputs.
 *
 * <p>One walk in topological order. Exporters compute the sizes of a reshape or an upsampling in
 * the network itself, from the shape of another value; as inputs have fixed sizes, those
 * computations always give the same few numbers, so small constants are computed along the way.
 *
 * <p>Where a file tells another shape than the operators give, the operators are right: they are
 * what runs.
 */
public final class InferShapes {
  private final long operatorSet;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Small> constants = new HashMap<>();
  private final Map<String, Initialiser> folded = new LinkedHashMap<>();

  private InferShapes(Graph graph) {
    operatorSet = graph.header().operatorSet();
    graph.inputs().forEach(this::know);
    for (Initialiser initialiser : graph.initialisers()) {
      know(initialiser.value());
      Small.of(initialiser).ifPresent(s -> constants.put(initialiser.value().name(), s));
    }
  }

  /** The same graph with every value known that can be; never throws on what it does not know. */
  public static Graph of(Graph graph) {
    InferShapes walk = new InferShapes(graph);
    List<Node> nodes = graph.nodes().stream().map(walk::node).toList();
    List<String> outputs = graph.outputs().stream().map(Value::name).toList();
    return graph.with(graph.initialisers(), nodes, outputs);
  }

  /**
   * The values that nodes compute and that are the same few numbers in each run, by name, in the
   * order of the nodes: what a file need not compute.
   */
  public static Map<String, Initialiser> constants(Graph graph) {
    InferShapes walk = new InferShapes(graph);
    graph.nodes().forEach(walk::node);
    return Collections.unmodifiableMap(walk.folded);
  }

  private void know(Value value) {
    if (value.isKnown()) {
      values.put(value.name(), value);
    }
  }

  private Node node(Node node) {
    Call call = new Call(node, operatorSet, values, constants);
    List<Kind> kinds = kinds(call);
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      Value told = node.outputs().get(i);
      Value value = i < kinds.size() ? kinds.get(i).named(told.name()) : told;
      know(value);
      outputs.add(value);
    }
    outputs.stream().filter(Value::isKnown).forEach(output -> fold(call, output));
    return new Node(node.name(), node.operator(), node.inputs(), outputs, node.attributes());
  }

  /** Nothing where an operator is not known, an input of it is not, or its settings are wrong. */
  private static List<Kind> kinds(Call call) {
    Optional<Rule> rule = Rules.shape(call.node().operator());
    try {
      return rule.isPresent() ? rule.get().kinds(call) : List.of();
    } catch (NoSuchElementException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException e) {
      return List.of();
    }
  }

  private void fold(Call call, Value output) {
    Optional<Fold> fold = Folds.fold(call.node().operator());
    if (fold.isEmpty() || !Small.fits(output)) {
      return;
    }
    try {
      Small small = fold.get().numbers(call, output);
      if (small.shape().equals(output.shape()) && small.type() == output.type()) {
        constants.put(output.name(), small);
        folded.put(output.name(), small.named(output.name()));
      }
    } catch (NoSuchElementException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException e) {
      // What it computes depends on the input, or is an error that a runtime will report.
      constants.remove(output.name());
    }
  }
}
