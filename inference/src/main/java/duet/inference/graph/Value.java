package duet.inference.graph;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;

/** A named tensor that flows through a graph: its type and its static shape, not its contents. */
public record Value(String name, DataType type, Shape shape) {
  public Value {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a value needs a name");
    }
  }
}
