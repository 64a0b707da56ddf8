package duet.inference.engine;

import duet.inference.engine.InferenceException.Kind;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** A named input or output of an engine, with its static shape. */
public record Port(String name, DataType type, Shape shape) {
  /**
   * Checks what a caller ties to the inputs or outputs of an engine.
   *
   * @param side {@code input} or {@code output}, for the message
   * @throws InferenceException {@code WRONG_INPUT} when a name, type or shape does not fit
   */
  public static void requireFit(String side, List<Port> ports, Map<String, Tensor> given) {
    for (String name : given.keySet()) {
      if (ports.stream().noneMatch(port -> port.name().equals(name))) {
        throw wrong("the model has no " + side + " '" + name + "', but " + ports);
      }
    }
    for (Port port : ports) {
      Tensor tensor = given.get(port.name());
      if (tensor == null) {
        throw wrong(side + " '" + port.name() + "' is missing");
      }
      port.requireFit(side, tensor);
    }
  }

  private void requireFit(String side, Tensor tensor) {
    if (tensor.type() != type || !tensor.shape().equals(shape)) {
      throw wrong(
          "%s '%s' is %s %s, the model needs %s %s"
              .formatted(side, name, tensor.type(), tensor.shape(), type, shape));
    }
  }

  private static InferenceException wrong(String message) {
    return new InferenceException(Kind.WRONG_INPUT, message);
  }
}
