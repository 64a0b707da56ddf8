package duet.app.vision;

import duet.inference.engine.Engine;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import duet.models.card.ImageInput;
import java.nio.FloatBuffer;
import java.util.Map;

/** An engine with buffers tied to its one input and one output, and the preparation before it. */
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
    Tensor to = Tensor.allocate(DataType.FLOAT, Contract.port(engine.outputs(), output).shape());
    binding = engine.bind(Map.of(input.tensor(), from), Map.of(output, to));
    in = from.floats();
    out = to.floats();
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
