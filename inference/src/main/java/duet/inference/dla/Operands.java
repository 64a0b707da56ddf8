package duet.inference.dla;

import duet.inference.dla.rule.Facts;
import duet.inference.graph.Value;
import duet.inference.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The layers that TensorRT adds for the operands of a node: constants and broadcasts. */
final class Operands {
  private static final Set<String> BROADCASTING = Set.of("ELEMENTWISE", "COMPARISON", "SELECT");
  private final Look look;

  Operands(Look look) {
    this.look = look;
  }

  /** By the name of the layer. */
  Map<String, Facts> facts() {
    Map<String, Facts> layers = new LinkedHashMap<>();
    if (look.operator().layer().equals("none")) {
      return layers; // there is no layer that could have operands
    }
    for (String input : look.data()) {
      if (look.constants().has(input)) {
        layers.put(input, new Facts.Notebook("CONSTANT").facts());
      }
    }
    if (BROADCASTING.contains(look.operator().layer())) {
      broadcasts(layers);
    }
    return layers;
  }

  private void broadcasts(Map<String, Facts> layers) {
    List<Value> known =
        look.data().stream()
            .flatMap(name -> look.graph().value(name).stream())
            .filter(Value::isKnown)
            .toList();
    int most = known.stream().map(Value::shape).mapToInt(Shape::rank).max().orElse(0);
    known.stream()
        .filter(value -> value.shape().rank() < most)
        .forEach(
            value ->
                layers.put("(unnamed Shuffle of " + value.name() + ")", broadcast(value, most)));
  }

  private static Facts broadcast(Value value, int rank) {
    return new Facts.Notebook("SHUFFLE")
        .put("operation", "BROADCAST")
        .put("rank", value.shape().rank())
        .put("result rank", rank)
        .facts();
  }
}
