package duet.inference.shape.rule;

import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;

/**
 * What an output is, but for its name.
 *
 * @param shape of which bytes can be counted: a product beyond 64 bits is an error in the file
 */
public record Kind(DataType type, Shape shape) {
  public Kind {
    Math.multiplyExact(shape.elements(), Math.max(1, type.bytes()));
    shape.dims().forEach(Math::toIntExact);
    if (type == DataType.UNDEFINED) {
      throw new IllegalArgumentException("an output has a type");
    }
  }

  public Value named(String name) {
    return new Value(name, type, shape);
  }
}
