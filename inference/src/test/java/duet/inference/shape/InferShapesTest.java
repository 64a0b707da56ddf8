package duet.inference.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.shape.rule.Rules;
import duet.inference.surgery.Nets;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InferShapesTest {

  /** As PyTorch exports x.view(x.size(0), -1, x.size(2) // 2): sizes computed from the shape. */
  @Test
  void followsSizesThatTheNetworkComputes() {
    Graph graph =
        new Nets()
            .input("x", 2, 6, 8)
            .ints("first", 0)
            .ints("third", 2)
            .ints("two", 2)
            .ints("open", -1)
            .node("Shape", "shape", List.of("x"))
            .node("Gather", "batch", List.of("shape", "first"))
            .node("Gather", "width", List.of("shape", "third"))
            .node("Div", "half", List.of("width", "two"))
            .node("Concat", "target", List.of("batch", "open", "half"), axis(0))
            .node("Reshape", "y", List.of("x", "target"))
            .graph("y");
    assertEquals(Shape.of(2, 12, 4), shape(graph, "y"));
    assertEquals(Initialiser.ints("target", 2, -1, 4), InferShapes.constants(graph).get("target"));
  }

  /** As interpolate(scale_factor=1.5) is exported: to real numbers and back. */
  @Test
  void followsRealNumbersThatBecomeSizes() {
    Graph graph =
        new Nets()
            .input("x", 1, 2, 5, 7)
            .ints("from", 2)
            .ints("to", 4)
            .ints("head", 1, 2)
            .weights("factor", 1.5, 1.5, 1)
            .node("Shape", "shape", List.of("x"))
            .node("Slice", "spatial", List.of("shape", "from", "to"))
            .node("Cast", "real", List.of("spatial"), new Attribute.Int("to", 1))
            .node("Mul", "scaled", List.of("real", "factor"))
            .node("Floor", "floor", List.of("scaled"))
            .node("Cast", "whole", List.of("floor"), new Attribute.Int("to", 7))
            .node("Concat", "sizes", List.of("head", "whole"), axis(0))
            .node("Resize", "y", List.of("x", "", "", "sizes"))
            .graph("y");
    assertEquals(Shape.of(1, 2, 7, 10), shape(graph, "y"));
  }

  /** As YOLO heads make their anchors. */
  @Test
  void countsRangesAndGrids() {
    Graph graph =
        new Nets()
            .input("x", 1, 2, 4, 6)
            .node("Constant", "zero", List.of(), new Attribute.Int("value_int", 0))
            .node("Constant", "one", List.of(), new Attribute.Int("value_int", 1))
            .node("Constant", "three", List.of(), new Attribute.Int("value_int", 3))
            .node("Shape", "shape", List.of("x"))
            .node("Gather", "width", List.of("shape", "three"))
            .node("Range", "columns", List.of("zero", "width", "one"))
            .ints("grid", 4, 6)
            .node("Expand", "wide", List.of("columns", "grid"))
            .node("Transpose", "turned", List.of("wide"))
            .graph("turned");
    Map<String, Initialiser> constants = InferShapes.constants(graph);
    assertEquals(Initialiser.ints("columns", 0, 1, 2, 3, 4, 5), constants.get("columns"));
    assertEquals(Shape.of(6, 4), shape(graph, "turned"));
    assertEquals(
        5,
        Objects.requireNonNull(constants.get("turned")).data().getLong((5 * 4 + 3) * Long.BYTES));
  }

  /** As expand(-1, n) is exported: -1 replaced by 1. */
  @Test
  void followsChoices() {
    Graph graph =
        new Nets()
            .input("x", 3, 1)
            .ints("asked", -1, 5)
            .ints("shape", 2)
            .ints("minus", -1)
            .node("ConstantOfShape", "ones", List.of("shape"), one())
            .node("Mul", "lacking", List.of("ones", "minus"))
            .node("Equal", "absent", List.of("asked", "lacking"))
            .node("Where", "wanted", List.of("absent", "ones", "asked"))
            .node("Expand", "y", List.of("x", "wanted"))
            .graph("y");
    assertEquals(Shape.of(3, 5), shape(graph, "y"));
  }

  @Test
  void leavesUnknownWhatNobodyKnows() {
    Graph graph =
        new Nets()
            .input("x", 1, 3)
            .node("some.one::Any", "y", List.of("x"))
            .node("Relu", "z", List.of("y"))
            .node("Relu", "w", List.of("x"))
            .graph("z", "w");
    Graph known = InferShapes.of(graph);
    assertFalse(known.value("y").orElseThrow().isKnown());
    assertFalse(known.value("z").orElseThrow().isKnown());
    assertEquals(Shape.of(1, 3), known.value("w").orElseThrow().shape());
  }

  @Test
  void leavesUnknownWhatCannotBe() {
    Graph graph =
        new Nets()
            .input("x", 2, 3)
            .ints("zero", 0)
            .ints("huge", 1L << 40, 1L << 40)
            .node("Div", "nothing", List.of("zero", "zero"))
            .node("Expand", "large", List.of("zero", "huge"))
            .node("Add", "sum", List.of("x", "huge"))
            .graph("nothing", "large", "sum");
    Graph known = InferShapes.of(graph);
    assertEquals(Shape.of(1), known.value("nothing").orElseThrow().shape());
    assertFalse(InferShapes.constants(graph).containsKey("nothing"));
    assertFalse(known.value("large").orElseThrow().isKnown());
    assertFalse(known.value("sum").orElseThrow().isKnown());
  }

  @Test
  void believesTheOperatorsRatherThanTheFile() {
    Value wrong = new Value("y", DataType.FLOAT, Shape.of(9));
    Node relu = new Node("y", "Relu", List.of("x"), List.of(wrong), List.of());
    Value x = new Value("x", DataType.FLOAT, Shape.of(2));
    Graph graph =
        Graph.of(new Graph.Parts("g", "", List.of(x), List.of(), List.of(relu), List.of("y")));
    assertEquals(Shape.of(2), shape(graph, "y"));
  }

  @Property(tries = 3000)
  void noNodeMakesItFail(@ForAll Random random) {
    List<Value> inputs = List.of(value("x", random), value("y", random));
    List<Initialiser> constants = List.of(numbers("c", random), numbers("d", random));
    List<String> names = new ArrayList<>(List.of("x", "y", "c", "d", "c", "d", ""));
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      List<Value> out = List.of(Value.unknown("v" + i), Value.unknown("w" + i));
      List<String> in =
          random.ints(random.nextInt(5), 0, names.size()).mapToObj(names::get).toList();
      nodes.add(new Node("n" + i, operator(random), in, out, attributes(random)));
      names.add("v" + i);
    }
    Graph graph = Graph.of(new Graph.Parts("g", "", inputs, constants, nodes, List.of("v11")));
    assertNotNull(InferShapes.of(graph));
    assertNotNull(InferShapes.constants(graph));
  }

  private static String operator(Random random) {
    List<String> all = Rules.operators();
    return all.get(random.nextInt(all.size()));
  }

  private static List<Attribute> attributes(Random random) {
    List<Attribute> attributes = new ArrayList<>();
    for (String name : List.of("axis", "to", "keepdims", "group", "blocksize", "dtype", "k")) {
      if (random.nextInt(3) == 0) {
        attributes.add(new Attribute.Int(name, number(random)));
      }
    }
    for (String name :
        List.of("axes", "pads", "strides", "kernel_shape", "perm", "split", "shape", "dilations")) {
      if (random.nextInt(3) == 0) {
        attributes.add(
            Attribute.Ints.of(
                name, random.longs(random.nextInt(5)).map(l -> number(random)).toArray()));
      }
    }
    return attributes;
  }

  private static long number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextLong();
      case 1 -> Long.MIN_VALUE;
      case 2 -> Integer.MAX_VALUE;
      default -> random.nextInt(7) - 2;
    };
  }

  private static Value value(String name, Random random) {
    DataType[] types = DataType.values();
    List<Long> dims = random.ints(random.nextInt(5), 0, 4).asLongStream().boxed().toList();
    return new Value(name, types[1 + random.nextInt(types.length - 1)], new Shape(dims));
  }

  private static Initialiser numbers(String name, Random random) {
    if (random.nextBoolean()) {
      return Initialiser.ints(
          name, random.longs(random.nextInt(5)).map(l -> number(random)).toArray());
    }
    Value value = value(name, random);
    byte[] bytes = new byte[(int) value.shape().elements() * value.type().bytes()];
    random.nextBytes(bytes);
    return new Initialiser(value, ByteBuffer.wrap(bytes));
  }

  private static Attribute axis(int axis) {
    return new Attribute.Int("axis", axis);
  }

  private static Attribute one() {
    return new Attribute.Constant(Initialiser.ints("value", 1));
  }

  private static Shape shape(Graph graph, String value) {
    return InferShapes.of(graph).value(value).orElseThrow().shape();
  }
}
