package duet.inference.engine.jetson;

import duet.inference.engine.Engine;
import duet.inference.engine.Loaded;
import duet.inference.tensor.Tensor;
import java.util.Map;

/**
 * A model that computes on the CPU and tells predicted times.
 *
 * @param engine that computes
 * @param ms that a run would take, alone on its lane
 */
record Simulated(Engine engine, double ms) implements Loaded {
  @Override
  public Tied tie(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    Engine.Binding binding = engine.bind(inputs, outputs);
    return new Tied() {
      @Override
      public double run() {
        binding.run();
        return ms;
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
