package duet.app.vision;

import duet.inference.engine.Engine;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import duet.models.card.ImageInput;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** An engine with buffers tied to its one input and its outputs, and the preparation before it. */
final class Bound implements AutoCloseable {
  private final Engine engine;
  private final Engine.Binding binding;
  private final Preparation preparation;
  private final FloatBuffer in;
  private final FloatBuffer out;

  Bound(Engine engine, ImageInput input, String output) {
    this.engine = engine;
    preparation = new Preparation(input);
    Tensor from =
        Tensor.allocate(
            DataType.FLOAT, Shape.of(1, input.channels(), input.height(), input.width()));
    Map<String, Tensor> to = new HashMap<>();
    for (Port port : engine.outputs()) {
      to.put(port.name(), Tensor.allocate(port.type(), port.shape()));
    }
    binding = engine.bind(Map.of(input.tensor(), from), to);
    in = from.floats();
    out = Objects.requireNonNull(to.get(output)).floats();
  }

  Fit prepare(Pixels pixels) {
    return preparation.fill(in, pixels);
  }

  void run() {
    binding.run();
  }

  /** The output tensor; overwritten by the next run. */
  FloatBuffer output() {
    return out;
  }

  @Override
  public void close() {
    binding.close();
    engine.close();
  }
}
