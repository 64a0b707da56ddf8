package duet.inference.dla;

import duet.inference.dla.rule.Facts;
import duet.inference.dla.rule.Facts.Notebook;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** Finds out of a node what the tables of rules ask. Throws on no graph: what is odd is unknown. */
final class LayerFacts {
  private LayerFacts() {}

  static Facts of(Look look) {
    Notebook facts = new Notebook(look.operator().layer());
    if (!look.operator().operation().isEmpty()) {
      facts.put("operation", look.operator().operation());
    }
    switch (look.operator().layer()) {
      case "CONVOLUTION" -> WindowFacts.convolution(look, facts);
      case "DECONVOLUTION" -> WindowFacts.deconvolution(look, facts);
      case "POOLING" -> WindowFacts.pooling(look, facts);
      case "CONCATENATION" -> MovementFacts.concatenation(look, facts);
      case "SLICE" -> MovementFacts.slice(look, facts);
      case "RESIZE" -> MovementFacts.resize(look, facts);
      case "SOFTMAX" -> MovementFacts.softmax(look, facts);
      case "SHUFFLE" -> MovementFacts.shuffle(look, facts);
      default -> simple(look, facts);
    }
    flowing(look, facts);
    return facts.facts();
  }

  private static void simple(Look look, Notebook facts) {
    Node node = look.node();
    switch (look.operator().layer()) {
      case "ACTIVATION" -> clip(look, facts);
      case "PARAMETRIC_RELU" -> facts.put("slopes", look.kind(1));
      case "LRN" -> facts.put("window", node.integer("size", 0));
      case "COMPARISON" ->
          facts.put("next", look.neighbours().after(node).map(Node::operator).toList());
      case "quantize" -> quantize(look, facts);
      case "SCALE" ->
          facts
              .put("weights", look.kind(1, 2, 3, 4))
              .whether("training", node.integer("training_mode", 0) != 0);
      case "MATRIX_MULTIPLY" ->
          facts
              .put("weights", look.kind(1, 2))
              .whether("transposed", node.integer("transA", 0) != 0);
      default -> {}
    }
  }

  private static void clip(Look look, Notebook facts) {
    facts.put("low", bound(look, 1, "min", Double.NEGATIVE_INFINITY));
    double high = bound(look, 2, "max", Double.POSITIVE_INFINITY);
    // The rules know whole numbers; between whole bounds a bound need not be one.
    facts.put("high", high > 1 && high < 127 ? Math.floor(high) : high);
  }

  /** An input since operator set 11, an attribute before. */
  private static double bound(Look look, int place, String attribute, double none) {
    if (look.node().input(place).isPresent()) {
      return look.numbers(place)
          .filter(all -> all.size() == 1)
          .map(all -> all.get(0))
          .orElse(Double.NaN);
    }
    return look.node().attribute(attribute).isPresent() ? look.node().real(attribute, 0) : none;
  }

  private static void quantize(Look look, Notebook facts) {
    boolean forth = look.node().operator().equals("QuantizeLinear");
    Optional<Value> stored =
        forth
            ? look.node().outputs().stream().findFirst()
            : look.node().input(0).flatMap(look.graph()::value);
    Optional<Value> zero = look.node().input(2).flatMap(look.graph()::value);
    facts.put(
        "numbers",
        zero.or(() -> stored)
            .filter(Value::isKnown)
            .<Object>map(Value::type)
            .orElse(DataType.INT8));
    facts.put("zero point", zero.isEmpty() ? List.of() : zeros(look));
  }

  private static List<?> zeros(Look look) {
    Optional<List<Double>> told = look.numbers(2);
    // One a channel is too long to be told; those are zero in every exporter that writes them.
    return told.<List<?>>map(all -> all.stream().distinct().toList()).orElse(List.of());
  }

  private static void flowing(Look look, Notebook facts) {
    look.flowing()
        .forEach(
            value -> {
              facts.put("shape", value.isKnown() ? "static" : value.name());
              if (value.isKnown()) {
                sizes(value.shape(), facts);
              }
            });
    look.data().stream()
        .flatMap(name -> look.graph().value(name).stream())
        .filter(Value::isKnown)
        .forEach(value -> facts.put("type", value.type()));
  }

  private static void sizes(Shape shape, Notebook facts) {
    int split = Math.max(0, shape.rank() - 3);
    double batch =
        shape.dims().subList(0, split).stream()
            .mapToDouble(Long::doubleValue)
            .reduce(1, (a, b) -> a * b);
    facts.put("batch", batch).put("size", shape.dims().subList(split, shape.rank()));
  }
}
