package duet.inference.surgery.tidy;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Surgery;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives inputs and outputs of an export from TensorFlow the order of axes that its layers have:
 * channels first. The turns that stood there are gone; whoever runs the model makes them outside.
 *
 * <p>An end is freed by turning it once more, next to it, and carrying turns on: if two meet and
 * fewer are left than there were, the end gets its new order, and otherwise it stays. Names stay.
 *
 * @param inputs names of those that are freed
 * @param outputs the same of results
 */
public record FreeEnds(List<String> inputs, List<String> outputs) implements Surgery {
  private static final List<Long> TO_LAST = List.of(0L, 2L, 3L, 1L);
  private static final List<Long> TO_FIRST = List.of(0L, 3L, 1L, 2L);
  private static final int RANK = 4;
  private static final Surgery CARRY = new RemoveTransposes().then(new RemoveIdentities());

  public FreeEnds {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The ends of a graph that can be freed; its transposes have been carried on before. */
  public static FreeEnds of(Graph graph) {
    FreeEnds free = new FreeEnds(List.of(), List.of());
    for (Value input : graph.inputs()) {
      free = free.better(graph, new FreeEnds(with(free.inputs, input), free.outputs), input);
    }
    for (Value output : graph.outputs()) {
      free = free.better(graph, new FreeEnds(free.inputs, with(free.outputs, output)), output);
    }
    return free;
  }

  private static List<String> with(List<String> names, Value one) {
    List<String> more = new ArrayList<>(names);
    more.add(one.name());
    return more;
  }

  private FreeEnds better(Graph graph, FreeEnds tried, Value end) {
    boolean image = end.isKnown() && end.shape().rank() == RANK;
    return image && turns(tried.freed(graph)) < turns(freed(graph)) ? tried : this;
  }

  private static long turns(Graph graph) {
    return graph.nodes().stream().filter(node -> node.operator().equals("Transpose")).count();
  }

  /** Whether no end is freed. */
  public boolean isEmpty() {
    return inputs.isEmpty() && outputs.isEmpty();
  }

  @Override
  public Edited apply(Graph graph) {
    if (isEmpty()) {
      return new Edited(graph, List.of());
    }
    List<Edited.Change> changes = new ArrayList<>();
    inputs.forEach(name -> changes.add(change(graph, name, "input '%s' takes")));
    outputs.forEach(name -> changes.add(change(graph, name, "output '%s' gives")));
    return new Edited(freed(graph), changes);
  }

  private static Edited.Change change(Graph graph, String name, String does) {
    Shape last = graph.value(name).orElseThrow().shape();
    String what = " channels first: %s in place of %s, its Transpose taken off";
    return new Edited.Change(name, (does + what).formatted(name, first(last), last));
  }

  /** For each freed end a sentence for whoever runs the model. */
  public List<String> sentences(Graph before) {
    List<String> sentences = new ArrayList<>();
    inputs.forEach(name -> sentences.add(sentence(before, name, "Input")));
    outputs.forEach(name -> sentences.add(sentence(before, name, "Output")));
    return sentences;
  }

  private static String sentence(Graph before, String name, String side) {
    Shape last = before.value(name).orElseThrow().shape();
    return "%s '%s' is now %s, channels first (NCHW); it was %s, channels last (NHWC)."
        .formatted(side, name, first(last), last);
  }

  private static Shape first(Shape last) {
    return Shape.of(last.dim(0), last.dim(3), last.dim(1), last.dim(2));
  }

  private Graph freed(Graph graph) {
    return isEmpty() ? graph : CARRY.apply(turned(graph)).graph();
  }

  /** The graph with one turn more at each of the ends. */
  private Graph turned(Graph graph) {
    List<Node> nodes = new ArrayList<>();
    for (Value input : graph.inputs()) {
      if (inputs.contains(input.name())) {
        nodes.add(turn(input.name(), inner(input), TO_LAST));
      }
    }
    graph.nodes().forEach(node -> nodes.add(renamed(node)));
    for (Value output : graph.outputs()) {
      if (outputs.contains(output.name())) {
        Value free = new Value(output.name(), output.type(), first(output.shape()));
        nodes.add(turn(inner(output).name(), free, TO_FIRST));
      }
    }
    return Graph.of(
        new Graph.Parts(
            graph.name(),
            graph.description(),
            graph.inputs().stream().map(this::freed).toList(),
            graph.initialisers(),
            nodes,
            graph.outputs().stream().map(Value::name).toList(),
            graph.header()));
  }

  private Value freed(Value input) {
    return inputs.contains(input.name())
        ? new Value(input.name(), input.type(), first(input.shape()))
        : input;
  }

  private static Value inner(Value end) {
    return end.named(end.name() + "/channels-last");
  }

  private Node renamed(Node node) {
    List<Value> results =
        node.outputs().stream()
            .map(out -> outputs.contains(out.name()) ? inner(out) : out)
            .toList();
    List<String> read =
        node.inputs().stream().map(in -> isFreed(in) ? in + "/channels-last" : in).toList();
    return new Node(node.name(), node.operator(), read, results, node.attributes());
  }

  private boolean isFreed(String name) {
    return inputs.contains(name) || outputs.contains(name);
  }

  private static Node turn(String from, Value to, List<Long> axes) {
    List<Attribute> perm = List.of(new Ints("perm", axes));
    return new Node(to.name() + "/end", "Transpose", List.of(from), List.of(to), perm);
  }
}
