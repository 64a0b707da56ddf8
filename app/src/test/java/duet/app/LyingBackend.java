package duet.app;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.GuardedEngine;
import duet.inference.engine.Loaded;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs what a user gave as it is, and adds one to the first number of whatever Duet made of it. */
final class LyingBackend implements Backend {
  private final Backend honest = new OnnxRuntimeBackend();

  @Override
  public String name() {
    return "liar";
  }

  @Override
  public Origin origin() {
    return honest.origin();
  }

  @Override
  public List<Lane> lanes() {
    return honest.lanes();
  }

  @Override
  public Engine open(Path model, Lane lane, Optimisation optimisation) {
    Engine engine = honest.open(model, lane, optimisation);
    boolean made = model.getFileName().toString().startsWith(".duet-");
    return made
        ? new GuardedEngine(lane, engine.inputs(), engine.outputs(), new Lie(engine))
        : engine;
  }

  private record Lie(Engine engine) implements Loaded {
    @Override
    public Tied tie(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
      Engine.Binding binding = engine.bind(inputs, outputs);
      return new Tied() {
        @Override
        public double run() {
          binding.run();
          outputs.values().forEach(out -> out.floats().put(0, out.floats().get(0) + 1));
          return NO_CLOCK;
        }

        @Override
        public void close() {
          binding.close();
        }
      };
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
