package duet.inference.shape.number;

import duet.inference.graph.Initialiser;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Half;
import duet.inference.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A constant of so few numbers that computing with them costs nothing. */
public record Small(Initialiser constant) {
  /** Shapes have a handful of numbers, grids of anchors some hundreds. */
  private static final int LIMIT = 1024;

  /** Where a result has no name yet. */
  private static final String NAMELESS = "constant";

  public static boolean fits(Value value) {
    return value.type() != DataType.BFLOAT16
        && value.shape().dims().stream().allMatch(dim -> dim <= LIMIT)
        && value.shape().elements() <= LIMIT;
  }

  public static Optional<Small> of(Initialiser constant) {
    return Optional.of(constant).filter(c -> fits(c.value())).map(Small::new);
  }

  public static Small wholes(DataType type, Shape shape, IntToLongFunction numbers) {
    return filled(type, shape, (data, i) -> put(data, type, i, numbers.applyAsLong(i)));
  }

  public static Small reals(DataType type, Shape shape, IntToDoubleFunction numbers) {
    return filled(type, shape, (data, i) -> put(data, type, i, numbers.applyAsDouble(i)));
  }

  private interface Filler {
    void fill(ByteBuffer data, int element);
  }

  private static Small filled(DataType type, Shape shape, Filler filler) {
    Value value = new Value(NAMELESS, type, shape);
    if (!fits(value)) {
      throw new IllegalArgumentException(shape + " is not small");
    }
    ByteBuffer data = Initialiser.buffer(type, shape);
    for (int i = 0; i < shape.elements(); i++) {
      filler.fill(data, i);
    }
    return new Small(new Initialiser(value, data));
  }

  public DataType type() {
    return constant.value().type();
  }

  public Shape shape() {
    return constant.value().shape();
  }

  public int size() {
    return (int) shape().elements();
  }

  public boolean isReal() {
    return isReal(type());
  }

  public static boolean isReal(DataType type) {
    return type == DataType.FLOAT || type == DataType.DOUBLE || type == DataType.FLOAT16;
  }

  public Initialiser named(String name) {
    return new Initialiser(constant.value().named(name), constant.data());
  }

  /** An element of a constant. */
  public record Element(Small of, int place) {}

  /** Elements of one type from wherever they are. */
  public static Small assembled(DataType type, Shape shape, IntFunction<Element> elements) {
    return filled(
        type,
        shape,
        (data, i) -> {
          Element element = elements.apply(i);
          if (isReal(type)) {
            put(data, type, i, element.of().real(element.place()));
          } else {
            put(data, type, i, element.of().whole(element.place()));
          }
        });
  }

  /** These elements in another order or number. */
  public Small pick(Shape shape, IntUnaryOperator source) {
    return assembled(type(), shape, i -> new Element(this, source.applyAsInt(i)));
  }

  public List<Long> wholes() {
    return IntStream.range(0, size()).mapToObj(this::whole).toList();
  }

  /** An element as a whole number; of a real one what a Cast makes of it. */
  public long whole(int i) {
    ByteBuffer data = constant.data();
    return switch (type()) {
      case INT64, UINT64 -> data.getLong(i * 8);
      case INT32 -> data.getInt(i * 4);
      case UINT32 -> Integer.toUnsignedLong(data.getInt(i * 4));
      case INT16 -> data.getShort(i * 2);
      case UINT16 -> Short.toUnsignedLong(data.getShort(i * 2));
      case INT8 -> data.get(i);
      case UINT8, BOOL -> Byte.toUnsignedLong(data.get(i));
      default -> (long) real(i);
    };
  }

  public double real(int i) {
    return switch (type()) {
      case FLOAT -> constant.data().getFloat(i * 4);
      case DOUBLE -> constant.data().getDouble(i * 8);
      case FLOAT16 -> Half.toFloat(constant.data().getShort(i * 2));
      case BFLOAT16, UNDEFINED -> throw new IllegalArgumentException("not computed with");
      default -> whole(i);
    };
  }

  private static void put(ByteBuffer data, DataType type, int i, long number) {
    switch (type) {
      case INT64, UINT64 -> data.putLong(i * 8, number);
      case INT32, UINT32 -> data.putInt(i * 4, (int) number);
      case INT16, UINT16 -> data.putShort(i * 2, (short) number);
      case INT8, UINT8 -> data.put(i, (byte) number);
      case BOOL -> data.put(i, (byte) (number == 0 ? 0 : 1));
      default -> put(data, type, i, (double) number);
    }
  }

  private static void put(ByteBuffer data, DataType type, int i, double number) {
    switch (type) {
      case FLOAT -> data.putFloat(i * 4, (float) number);
      case DOUBLE -> data.putDouble(i * 8, number);
      case FLOAT16 -> data.putShort(i * 2, Half.of((float) number));
      default -> throw new IllegalArgumentException(type + " holds no fractions");
    }
  }
}
