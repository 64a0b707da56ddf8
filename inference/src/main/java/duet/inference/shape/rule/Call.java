package duet.inference.shape.rule;

import duet.inference.graph.Attribute;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.shape.number.Broadcast;
import duet.inference.shape.number.Small;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * One node and what is known of its inputs. Asking for what is not known ends the attempt with a
 * {@link NoSuchElementException}, so that rules read as if all were known.
 */
public record Call(
    Node node, long operatorSet, Map<String, Value> values, Map<String, Small> constants) {

  private Value in(int place) {
    return node.input(place).map(values::get).orElseThrow();
  }

  public boolean has(int place) {
    return node.input(place).isPresent();
  }

  public DataType type(int place) {
    return in(place).type();
  }

  public Shape shape(int place) {
    return in(place).shape();
  }

  public long dim(int place, int axis) {
    return shape(place).dims().get(axis);
  }

  public int rank(int place) {
    return shape(place).rank();
  }

  public int inputs() {
    return node.inputs().size();
  }

  /** The numbers of an input that is a small constant. */
  public Small constant(int place) {
    return node.input(place).map(constants::get).orElseThrow();
  }

  /** Whole numbers: an attribute in old operator sets, an input in new ones. */
  public Optional<List<Long>> longs(String attribute, int place) {
    if (has(place)) {
      return Optional.of(constant(place).wholes());
    }
    return node.attribute(attribute).map(a -> node.ints(attribute));
  }

  /** An attribute that has to be there. */
  public List<Long> needed(String attribute) {
    return node.attribute(attribute).map(a -> node.ints(attribute)).orElseThrow();
  }

  /** An axis attribute, counted from the front. */
  public int axis(String attribute, long absent, int rank) {
    return front(node.integer(attribute, absent), rank);
  }

  /** An axis, which may be counted from the end, counted from the front. */
  public static int front(long axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw new IllegalArgumentException("axis " + axis + " of " + rank);
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** Axes from an attribute or an input, counted from the front. */
  public Optional<List<Integer>> axes(int place, int rank) {
    return longs("axes", place).map(axes -> axes.stream().map(axis -> front(axis, rank)).toList());
  }

  /** The type that an attribute names by its ONNX code. */
  DataType typeAttribute(String attribute, DataType absent) {
    long code = node.integer(attribute, absent.onnxCode());
    return DataType.ofOnnxCode(code).orElseThrow();
  }

  /** The tensor in an attribute. */
  public Optional<Small> tensor(String attribute) {
    return node.attribute(attribute)
        .flatMap(a -> a instanceof Attribute.Constant c ? Small.of(c.value()) : Optional.empty());
  }

  /** As the given input, but for its sizes. */
  List<Kind> like(int place, Shape shape) {
    return List.of(new Kind(type(place), shape));
  }

  /** As the given input, but for its sizes. */
  List<Kind> like(int place, List<Long> dims) {
    return like(place, new Shape(dims));
  }

  /** The dimensions of an input, to be changed. */
  public List<Long> dims(int place) {
    return new ArrayList<>(shape(place).dims());
  }

  /** All inputs that are there, broadcast to each other. */
  Shape broadcast() {
    return LongStream.range(0, inputs())
        .filter(i -> has((int) i))
        .mapToObj(i -> shape((int) i))
        .reduce(Broadcast::of)
        .orElseThrow();
  }
}
