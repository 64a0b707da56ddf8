package duet.inference.profile.measured;

import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Engines that run one after another on the same buffers, each with the times it took. What a frame
 * brings in is noise; what comes after is what the engines make of it.
 */
final class Bench implements AutoCloseable {
  private final List<Engine> engines = new ArrayList<>();
  private final List<Binding> bindings = new ArrayList<>();
  private final Map<String, Tensor> tensors = new HashMap<>();
  private final Clocks clocks;

  Bench(Clocks clocks) {
    this.clocks = clocks;
  }

  /** Takes over an engine, as the last. */
  Bench add(Engine engine) {
    engines.add(engine);
    bindings.add(engine.bind(fit(engine.inputs()), fit(engine.outputs())));
    return this;
  }

  private Map<String, Tensor> fit(List<Port> ports) {
    Map<String, Tensor> its = new HashMap<>();
    for (Port port : ports) {
      its.put(port.name(), tensors.computeIfAbsent(port.name(), name -> noise(port)));
    }
    return its;
  }

  private static Tensor noise(Port port) {
    Tensor tensor = Tensor.allocate(port.type(), port.shape());
    if (port.type() == DataType.FLOAT) {
      Random random = new Random(1);
      for (int i = 0; i < port.shape().elements(); i++) {
        tensor.floats().put(i, random.nextFloat() * 2 - 1);
      }
    }
    return tensor;
  }

  /** What one run of each took of the lane itself, in nanoseconds. */
  long[] run() {
    long[] took = new long[bindings.size()];
    for (int i = 0; i < took.length; i++) {
      long start = clocks.workNs().getAsLong();
      bindings.get(i).run();
      took[i] = clocks.workNs().getAsLong() - start;
    }
    return took;
  }

  /** What one run of all took of the lane itself, in nanoseconds. */
  long runAll() {
    return Arrays.stream(run()).sum();
  }

  /** From the start of one run of all to its end, in nanoseconds. */
  long pass() {
    long start = clocks.nowNs().getAsLong();
    bindings.forEach(Binding::run);
    return clocks.nowNs().getAsLong() - start;
  }

  @Override
  public void close() {
    bindings.forEach(Binding::close);
    engines.forEach(Engine::close);
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
