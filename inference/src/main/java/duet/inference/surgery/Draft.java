package duet.inference.surgery;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A new graph while it is made out of an old one: the surgeries copy nodes over one by one, put
 * others in their place, and add constants. Constants that nothing reads any more are left behind.
 */
public final class Draft {
  private final Graph old;
  private final Map<String, Initialiser> constants = new LinkedHashMap<>();
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, List<Node>> readers = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Edited.Change> changes = new ArrayList<>();

  /** Begins with nothing of the old graph but its constants. */
  public Draft(Graph old) {
    this.old = old;
    old.inputs().forEach(input -> names.add(input.name()));
    for (Initialiser initialiser : old.initialisers()) {
      constants.put(initialiser.value().name(), initialiser);
      names.add(initialiser.value().name());
    }
    old.nodes().forEach(this::note);
  }

  private void note(Node node) {
    names.add(node.name());
    for (Value output : node.outputs()) {
      producers.put(output.name(), node);
      names.add(output.name());
    }
    Set.copyOf(node.inputs())
        .forEach(input -> readers.computeIfAbsent(input, key -> new ArrayList<>()).add(node));
  }

  /** The node of the old graph that computes a value; empty for inputs and constants. */
  public Optional<Node> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  /** The nodes of the old graph that read a value. */
  public List<Node> readers(String value) {
    return readers.getOrDefault(value, List.of());
  }

  /** Whether a value goes to one node and nowhere else, so that it may vanish. */
  public boolean hasOneReader(String value) {
    return readers(value).size() == 1 && !isOutput(value);
  }

  /** Whether a value is a result of the network. */
  public boolean isOutput(String value) {
    return old.outputs().stream().anyMatch(output -> output.name().equals(value));
  }

  public Optional<Initialiser> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /** The floats that an input of a node always has; empty when it is computed or left out. */
  public Optional<Initialiser> floats(Node node, int input) {
    return node.input(input)
        .flatMap(this::constant)
        .filter(constant -> constant.value().type() == DataType.FLOAT);
  }

  /** A name that nothing has yet: the wanted one, or the wanted one with a number. */
  public String fresh(String wanted) {
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + "#" + i;
    }
    return name;
  }

  /** Adds a constant under the name it has, and gives the name back. */
  public String add(Initialiser constant) {
    constants.put(constant.value().name(), constant);
    return constant.value().name();
  }

  /** Takes a constant away, for a node that computes a value of its name. */
  public void remove(String constant) {
    constants.remove(constant);
  }

  /** Puts a node behind those that are there. */
  public void emit(Node node) {
    nodes.add(node);
  }

  /** Notes a change at a node. */
  public void changed(Node node, String what) {
    changes.add(new Edited.Change(node.name(), what));
  }

  /** The graph, or the old one when nothing was changed. */
  public Edited finish() {
    if (changes.isEmpty()) {
      return new Edited(old, List.of());
    }
    Set<String> read = new HashSet<>();
    nodes.forEach(node -> read.addAll(node.inputs()));
    old.outputs().forEach(output -> read.add(output.name()));
    List<Initialiser> kept =
        constants.values().stream().filter(c -> read.contains(c.value().name())).toList();
    List<String> outputs = old.outputs().stream().map(Value::name).toList();
    return new Edited(old.with(kept, nodes, outputs), changes);
  }
}
