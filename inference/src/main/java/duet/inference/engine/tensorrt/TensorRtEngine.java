package duet.inference.engine.tensorrt;

import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Port;
import duet.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One engine on a lane and the bindings made of it. One fair lock guards runs and close, for the
 * same reason as in the engine of ONNX Runtime: memory must not be freed under a running call.
 */
final class TensorRtEngine implements Engine {
  /** What the engine is called and connected by. */
  record Plugs(Lane lane, List<Port> inputs, List<Port> outputs) {}

  private final Plugs plugs;
  private final Silicon.Loaded loaded;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final List<Bound> open = new ArrayList<>();
  private boolean closed;

  TensorRtEngine(Plugs plugs, Silicon.Loaded loaded) {
    this.plugs = plugs;
    this.loaded = loaded;
  }

  @Override
  public Lane lane() {
    return plugs.lane();
  }

  @Override
  public List<Port> inputs() {
    return plugs.inputs();
  }

  @Override
  public List<Port> outputs() {
    return plugs.outputs();
  }

  @Override
  public Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    Port.requireFit("input", plugs.inputs(), inputs);
    Port.requireFit("output", plugs.outputs(), outputs);
    lock.lock();
    try {
      refuseIf(closed);
      Bound binding = new Bound(loaded.tie(inputs, outputs));
      open.add(binding);
      return binding;
    } finally {
      lock.unlock();
    }
  }

  private void refuseIf(boolean itIsClosed) {
    if (itIsClosed) {
      throw new InferenceException(
          Kind.CLOSED, "the engine on lane " + lane() + " was closed; open it again");
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        List.copyOf(open).forEach(Bound::close);
        loaded.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private final class Bound implements Binding {
    private final Silicon.Tied tied;
    private boolean released;
    private float lastMs = Float.NaN;

    Bound(Silicon.Tied tied) {
      this.tied = tied;
    }

    @Override
    public void run() {
      lock.lock();
      try {
        refuseIf(released);
        lastMs = tied.run();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public OptionalDouble deviceMs() {
      lock.lock();
      try {
        return Float.isNaN(lastMs) ? OptionalDouble.empty() : OptionalDouble.of(lastMs);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!released) {
          released = true;
          open.remove(this);
          tied.close();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
