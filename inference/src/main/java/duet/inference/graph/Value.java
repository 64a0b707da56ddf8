package duet.inference.graph;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;

/**
 * A named tensor that flows through a graph: its type and its static shape, not its contents. Model
 * files need not tell the shapes of what flows inside; such a value has the type {@link
 * DataType#UNDEFINED}, and whoever asks for its shape is told so instead of getting a guess.
 */
public record Value(String name, DataType type, Shape shape) {
  private static final Shape NONE = Shape.of();

  public Value {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a value needs a name");
    }
  }

  /** A value of which nothing but the name is known. */
  public static Value unknown(String name) {
    return new Value(name, DataType.UNDEFINED, NONE);
  }

  /** Whether type and shape are known. */
  public boolean isKnown() {
    return type != DataType.UNDEFINED;
  }

  /**
   * The static shape.
   *
   * @throws IllegalStateException when the value is unknown
   */
  @Override
  public Shape shape() {
    if (!isKnown()) {
      throw new IllegalStateException("the model file does not tell the shape of '" + name + "'");
    }
    return shape;
  }

  /**
   * Size in memory.
   *
   * @throws IllegalStateException when the value is unknown
   */
  public long bytes() {
    return Math.multiplyExact(shape().elements(), type.bytes());
  }

  /** The same tensor under another name. */
  public Value named(String other) {
    return new Value(other, type, shape);
  }
}
