package duet.inference.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operator of a graph.
 *
 * @param name unique in its graph
 * @param operator of the default ONNX operator set, such as {@code Conv}
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

  public Optional<Attribute> attribute(String attributeName) {
    return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
  }
}
