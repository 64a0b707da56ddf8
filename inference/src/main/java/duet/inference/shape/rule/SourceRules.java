package duet.inference.shape.rule;

import duet.inference.graph.Attribute;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.shape.number.Small;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operators whose result is new: constants, shapes, counts, ranges. */
public final class SourceRules {
  private SourceRules() {}

  static void add(Map<String, Rule> rules) {
    rules.put("Constant", SourceRules::constant);
    rules.put("ConstantOfShape", SourceRules::filled);
    rules.put("Shape", call -> ElementRules.one(DataType.INT64, Shape.of(taken(call).size())));
    rules.put("Size", call -> ElementRules.one(DataType.INT64, Shape.of()));
    rules.put("Range", call -> call.like(0, Shape.of(count(call))));
    rules.put("OneHot", SourceRules::oneHot);
    rules.put("NonZero", SourceRules::nonZero);
    rules.put("RandomNormal", SourceRules::random);
    rules.put("RandomUniform", SourceRules::random);
  }

  private static List<Kind> constant(Call call) {
    Attribute only = call.node().attributes().get(0);
    if (only instanceof Attribute.Constant tensor) {
      Value value = tensor.value().value();
      return ElementRules.one(value.type(), value.shape());
    }
    return ElementRules.one(type(only), shape(only));
  }

  private static DataType type(Attribute only) {
    boolean real = only instanceof Attribute.Real || only instanceof Attribute.Reals;
    if (only instanceof Attribute.Text || only instanceof Attribute.Texts) {
      throw new IllegalArgumentException("words have no shape here");
    }
    return real ? DataType.FLOAT : DataType.INT64;
  }

  private static Shape shape(Attribute only) {
    if (only instanceof Attribute.Ints wholes) {
      return Shape.of(wholes.values().size());
    }
    return only instanceof Attribute.Reals reals ? Shape.of(reals.values().size()) : Shape.of();
  }

  private static List<Kind> filled(Call call) {
    DataType type = call.tensor("value").map(Small::type).orElse(DataType.FLOAT);
    return ElementRules.one(type, new Shape(call.constant(0).wholes()));
  }

  /**
   * The part of the shape of the input that a Shape node gives: all, or from operator set 15 on
   * less.
   */
  public static List<Long> taken(Call call) {
    List<Long> dims = call.dims(0);
    int start = bound(call.node().integer("start", 0), dims.size());
    int end = bound(call.node().integer("end", dims.size()), dims.size());
    return dims.subList(start, Math.max(start, end));
  }

  private static int bound(long place, int rank) {
    return (int) Math.max(0, Math.min(rank, place < 0 ? place + rank : place));
  }

  private static long count(Call call) {
    if (!call.constant(0).isReal()) {
      long start = call.constant(0).whole(0);
      long step = call.constant(2).whole(0);
      return Math.max(0, -Math.floorDiv(start - call.constant(1).whole(0), step));
    }
    double way = call.constant(1).real(0) - call.constant(0).real(0);
    return Math.max(0, (long) Math.ceil(way / call.constant(2).real(0)));
  }

  private static List<Kind> oneHot(Call call) {
    List<Long> dims = call.dims(0);
    int axis = call.axis("axis", -1, dims.size() + 1);
    dims.add(axis, call.constant(1).whole(0));
    return call.like(2, dims);
  }

  /** How many there are depends on the contents. */
  private static List<Kind> nonZero(Call call) {
    Small numbers = call.constant(0);
    return ElementRules.one(DataType.INT64, Shape.of(call.rank(0), nonZeros(numbers).size()));
  }

  public static List<Integer> nonZeros(Small numbers) {
    return IntStream.range(0, numbers.size()).filter(i -> numbers.real(i) != 0).boxed().toList();
  }

  private static List<Kind> random(Call call) {
    Node node = call.node();
    return ElementRules.one(
        call.typeAttribute("dtype", DataType.FLOAT), new Shape(node.ints("shape")));
  }
}
