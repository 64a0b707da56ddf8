package duet.app.vision;

import duet.app.vision.head.MapDecoder;
import duet.app.vision.input.Fit;
import duet.app.vision.input.Pixels;
import duet.app.vision.input.Preparation;
import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import duet.models.card.ImageInput;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** An engine with buffers tied to its one input and its outputs, and the preparation before it. */
final class Bound implements AutoCloseable {
  private final Engine engine;
  private final Engine.Binding binding;
  private final Preparation preparation;
  private final FloatBuffer in;
  private final FloatBuffer out;
  private final Runnable afterwards;

  /**
   * Ties buffers.
   *
   * @param decoder where the engine gives maps in place of the output; empty where it gives that
   */
  Bound(Engine engine, ImageInput input, String output, Optional<MapDecoder> decoder) {
    this.engine = engine;
    preparation = new Preparation(input);
    Shape shape = Shape.of(1, input.channels(), input.height(), input.width());
    Tensor from = Laid.buffer(engine, new Port(input.tensor(), DataType.FLOAT, shape));
    Map<String, Tensor> to = new HashMap<>();
    for (Port port : engine.outputs()) {
      to.put(port.name(), Laid.buffer(engine, port));
    }
    binding = engine.bind(Map.of(input.tensor(), from), to);
    in = from.floats();
    if (decoder.isPresent()) {
      MapDecoder its = decoder.get();
      List<FloatBuffer> maps = its.maps().stream().map(map -> floats(to, map)).toList();
      out = FloatBuffer.allocate(its.rows() * its.anchors());
      afterwards = () -> its.decode(maps, out);
    } else {
      out = floats(to, output);
      afterwards = () -> {};
    }
  }

  private static FloatBuffer floats(Map<String, Tensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name).floats();
  }

  Fit prepare(Pixels pixels) {
    return preparation.fill(in, pixels);
  }

  void run() {
    binding.run();
    afterwards.run();
  }

  OptionalDouble deviceMs() {
    return binding.deviceMs();
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

  /**
   * Buffers that engines elsewhere read and write, in the shape of an engine that has nothing left
   * to do: whoever prepares an image or reads a result need not know who runs in between.
   *
   * @param results names of those buffers that hold the results
   */
  record Laid(Map<String, Tensor> tensors, String input, List<String> results) implements Engine {
    Laid {
      results = List.copyOf(results);
    }

    /** The buffer of a port, where there is one. */
    static Tensor buffer(Engine engine, Port port) {
      return engine instanceof Laid laid
          ? laid.tensor(port.name())
          : Tensor.allocate(port.type(), port.shape());
    }

    private Tensor tensor(String name) {
      return Objects.requireNonNull(tensors.get(name), name);
    }

    private Port port(String name) {
      Tensor tensor = tensor(name);
      return new Port(name, tensor.type(), tensor.shape());
    }

    /** None of its own. */
    @Override
    public Lane lane() {
      return Lane.CPU0;
    }

    @Override
    public List<Port> inputs() {
      return List.of(port(input));
    }

    @Override
    public List<Port> outputs() {
      return results.stream().map(this::port).toList();
    }

    @Override
    public Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
      return new Binding() {
        @Override
        public void run() {
          // others did
        }

        @Override
        public void close() {
          // nothing was opened
        }
      };
    }

    @Override
    public void close() {
      // nothing was opened
    }
  }
}
