package duet.inference.surgery.tidy;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Integers;
import duet.inference.surgery.Surgery;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes out nodes that hand on what they get: Identity, Dropout outside training, a Cast to the
 * type there is, a Transpose that keeps the order, a Reshape to the shape there is, a Slice of all,
 * a Concat of one.
 *
 * <p>Where such a node makes a result of the network, the node before it takes over the name; where
 * there is none, because the result is an input or a constant, the node stays.
 */
public final class RemoveIdentities implements Surgery {
  @Override
  public Edited apply(Graph graph) {
    return new Removal(graph).done();
  }

  /** One graph at work: who stands for whom. */
  private static final class Removal {
    private final Graph graph;
    private final Draft draft;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    Removal(Graph graph) {
      this.graph = graph;
      this.draft = new Draft(graph);
    }

    Edited done() {
      for (Node node : graph.nodes()) {
        if (does(node).isPresent()) {
          remove(node);
        }
      }
      graph.nodes().stream().filter(node -> !gone.contains(node.name())).forEach(this::emit);
      return draft.finish();
    }

    private void remove(Node node) {
      String from = name(node.inputs().get(0));
      String to = node.output().name();
      if (!draft.isOutput(to)) {
        names.put(to, from);
      } else if (draft.producer(from).isPresent() && !draft.isOutput(from)) {
        names.put(from, to);
      } else {
        return;
      }
      gone.add(node.name());
      draft.changed(node, does(node).orElseThrow() + " removed");
    }

    private String name(String value) {
      String name = value;
      while (names.containsKey(name)) {
        name = names.getOrDefault(name, name);
      }
      return name;
    }

    private void emit(Node node) {
      List<String> inputs = node.inputs().stream().map(this::name).toList();
      List<Value> outputs =
          node.outputs().stream().map(value -> value.named(name(value.name()))).toList();
      draft.emit(new Node(node.name(), node.operator(), inputs, outputs, node.attributes()));
    }

    /** What the node is, if it does nothing. */
    private Optional<String> does(Node node) {
      boolean nothing =
          switch (node.operator()) {
            case "Identity" -> true;
            case "Dropout" -> isAsleep(node);
            case "Cast" -> input(node).filter(in -> in.type().onnxCode() == to(node)).isPresent();
            case "Transpose" -> keepsOrder(node.ints("perm"));
            case "Concat" -> node.inputs().size() == 1;
            case "Reshape" -> keepsShape(node);
            case "Slice" -> keepsShape(node) && goesStraight(node);
            default -> false;
          };
      return Optional.of(node.operator()).filter(operator -> nothing);
    }

    private static long to(Node node) {
      return node.integer("to", 0);
    }

    private Optional<Value> input(Node node) {
      return graph.value(node.inputs().get(0)).filter(Value::isKnown);
    }

    private static boolean keepsOrder(List<Long> perm) {
      return !perm.isEmpty()
          && IntStream.range(0, perm.size()).allMatch(axis -> perm.get(axis) == axis);
    }

    private boolean keepsShape(Node node) {
      return node.output().isKnown()
          && input(node).filter(in -> in.shape().equals(node.output().shape())).isPresent();
    }

    /** In steps of one; backwards it would keep the shape too. */
    private boolean goesStraight(Node node) {
      return node.input(4).isEmpty()
          || node.input(4)
              .flatMap(draft::constant)
              .filter(steps -> Integers.of(steps).stream().allMatch(step -> step == 1))
              .isPresent();
    }

    /** Its mask goes nowhere, and nothing tells it to train. */
    private boolean isAsleep(Node node) {
      boolean masked =
          node.outputs().stream()
              .skip(1)
              .anyMatch(
                  mask -> !draft.readers(mask.name()).isEmpty() || draft.isOutput(mask.name()));
      boolean trains = node.input(2).isPresent() && !isFalse(draft.constant(node.inputs().get(2)));
      return !masked && !trains;
    }

    private static boolean isFalse(Optional<Initialiser> constant) {
      return constant.filter(its -> its.data().get(0) == 0).isPresent();
    }
  }
}
