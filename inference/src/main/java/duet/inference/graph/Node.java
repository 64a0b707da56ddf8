package duet.inference.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operator of a graph.
 *
 * @param name unique in its graph
 * @param operator of the default ONNX operator set, such as {@code Conv}; of another one with its
 *     domain, such as {@code com.microsoft::QuickGelu}
 * @param inputs names of values, in the order of the operator; the empty name leaves an optional
 *     input out
 * @param outputs what the node computes, in the order of the operator
 */
public record Node(
    String name,
    String operator,
    List<String> inputs,
    List<Value> outputs,
    List<Attribute> attributes) {
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = List.copyOf(attributes);
    Set<String> names = new HashSet<>();
    for (Attribute attribute : attributes) {
      if (!names.add(attribute.name())) {
        throw new IllegalArgumentException(
            operator + " '" + name + "' has attribute '" + attribute.name() + "' twice");
      }
    }
  }

  /** The first output; the only one of most operators. */
  public Value output() {
    return outputs.get(0);
  }

  /** An input by its place; empty where it is left out. */
  public Optional<String> input(int place) {
    return inputs.stream().skip(place).findFirst().filter(input -> !input.isEmpty());
  }

  /** The numbers of an {@link Attribute.Ints}. */
  public List<Long> ints(String attributeName, Long... absent) {
    return attribute(attributeName)
        .map(a -> a instanceof Attribute.Ints ints ? ints.values() : List.of(absent))
        .orElse(List.of(absent));
  }

  /** The number of an {@link Attribute.Int}. */
  public long integer(String attributeName, long absent) {
    return attribute(attributeName)
        .map(a -> a instanceof Attribute.Int integer ? integer.value() : absent)
        .orElse(absent);
  }

  /** The number of an {@link Attribute.Real}. */
  public float real(String attributeName, float absent) {
    return attribute(attributeName)
        .map(a -> a instanceof Attribute.Real real ? real.value() : absent)
        .orElse(absent);
  }

  /** The words of an {@link Attribute.Text}. */
  public String text(String attributeName, String absent) {
    return attribute(attributeName)
        .map(a -> a instanceof Attribute.Text text ? text.value() : absent)
        .orElse(absent);
  }

  public Optional<Attribute> attribute(String attributeName) {
    return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
  }
}
