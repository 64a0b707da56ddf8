package duet.inference.dla;

import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.shape.InferShapes;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Half;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a builder computes once and for all: weights, Constant nodes, whatever follows from them
 * alone, and shapes that are fixed.
 */
final class Constants {
  /** Longer ones are weights; nobody asks for their numbers. */
  private static final int LONGEST = 64;

  private static final Set<String> SHAPES = Set.of("Shape", "Size");
  private static final Set<String> DICE =
      Set.of("RandomNormalLike", "RandomUniformLike", "Multinomial", "Bernoulli");
  private final Set<String> names = new HashSet<>();
  private final Map<String, List<Double>> numbers = new HashMap<>();

  static Constants of(Graph graph) {
    Constants constants = new Constants();
    graph.initialisers().forEach(one -> constants.add(one.value().name(), one));
    graph.nodes().forEach(node -> constants.follow(graph, node));
    InferShapes.constants(graph).forEach(constants::add);
    return constants;
  }

  /** Whether a value is known before the first run. */
  boolean has(String value) {
    return names.contains(value);
  }

  /** The numbers of a short constant that the file tells. */
  Optional<List<Double>> numbers(String value) {
    return Optional.ofNullable(numbers.get(value));
  }

  private void follow(Graph graph, Node node) {
    if (node.operator().equals("Constant")) {
      node.outputs().forEach(output -> names.add(output.name()));
      node.attributes().forEach(attribute -> told(node, attribute));
    } else if (isShape(graph, node) || followsFromConstants(node)) {
      node.outputs().forEach(output -> names.add(output.name()));
    }
  }

  private static boolean isShape(Graph graph, Node node) {
    return SHAPES.contains(node.operator())
        && node.input(0).flatMap(graph::value).filter(Value::isKnown).isPresent();
  }

  private boolean followsFromConstants(Node node) {
    List<String> given = node.inputs().stream().filter(input -> !input.isEmpty()).toList();
    return !given.isEmpty() && names.containsAll(given) && !DICE.contains(node.operator());
  }

  private void told(Node node, Attribute attribute) {
    if (node.outputs().isEmpty()) {
      return;
    }
    String name = node.output().name();
    if (attribute instanceof Attribute.Constant tensor) {
      add(name, tensor.value());
    } else if (attribute instanceof Attribute.Int one) {
      numbers.put(name, List.of((double) one.value()));
    } else if (attribute instanceof Attribute.Ints many) {
      numbers.put(name, many.values().stream().map(Long::doubleValue).toList());
    } else if (attribute instanceof Attribute.Real one) {
      numbers.put(name, List.of((double) one.value()));
    } else if (attribute instanceof Attribute.Reals many) {
      numbers.put(name, many.values().stream().map(Float::doubleValue).toList());
    }
  }

  private void add(String name, Initialiser constant) {
    names.add(name);
    if (constant.value().shape().elements() <= LONGEST) {
      numbers(constant).ifPresent(values -> numbers.put(name, values));
    }
  }

  private static Optional<List<Double>> numbers(Initialiser constant) {
    DataType type = constant.value().type();
    int elements = (int) constant.value().shape().elements();
    ByteBuffer data = constant.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    DoubleStream values =
        IntStream.range(0, elements).mapToDouble(i -> number(type, data, i * type.bytes()));
    List<Double> all = values.boxed().toList();
    return all.stream().anyMatch(value -> value.isNaN()) ? Optional.empty() : Optional.of(all);
  }

  private static double number(DataType type, ByteBuffer data, int at) {
    return switch (type) {
      case FLOAT -> data.getFloat(at);
      case FLOAT16 -> Half.toFloat(data.getShort(at));
      case DOUBLE -> data.getDouble(at);
      case INT64 -> data.getLong(at);
      case INT32 -> data.getInt(at);
      case INT8 -> data.get(at);
      case UINT8, BOOL -> data.get(at) & 0xFF;
      default -> Double.NaN;
    };
  }
}
