package duet.inference.engine;

import duet.inference.device.Lane;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine of every runtime: one loaded model and the bindings made of it.
 *
 * <p>Native memory must not be freed under a running call. One fair lock guards both: a run holds
 * it from the check for "closed" until the runtime returns, and close takes it too. So a close
 * waits for the call that runs, and every call after it finds the engine closed.
 *
 * <p>Closing goes through all that is open even where one part refuses, and only then tells the
 * first refusal: whatever can be freed is.
 */
public final class GuardedEngine implements Engine {
  private final Lane lane;
  private final List<Port> inputs;
  private final List<Port> outputs;
  private final Loaded loaded;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final List<Bound> open = new ArrayList<>();
  private boolean closed;

  /** Takes over what is loaded: closing the engine closes it. */
  public GuardedEngine(Lane lane, List<Port> inputs, List<Port> outputs, Loaded loaded) {
    this.lane = lane;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.loaded = loaded;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public List<Port> inputs() {
    return inputs;
  }

  @Override
  public List<Port> outputs() {
    return outputs;
  }

  @Override
  public Binding bind(Map<String, Tensor> given, Map<String, Tensor> wanted) {
    Port.requireFit("input", inputs, given);
    Port.requireFit("output", outputs, wanted);
    return guarded(
        () -> {
          refuseIf(closed);
          Bound binding = new Bound(remembering(() -> loaded.tie(given, wanted)));
          open.add(binding);
          return binding;
        });
  }

  private <T> T guarded(Supplier<T> call) {
    lock.lock();
    try {
      return call.get();
    } finally {
      lock.unlock();
    }
  }

  /** Bindings to native libraries say in this way that there is no memory left outside the heap. */
  private <T> T remembering(Supplier<T> call) {
    try {
      return call.get();
    } catch (OutOfMemoryError e) {
      throw new InferenceException(
          Kind.OUT_OF_MEMORY, "not enough memory on lane " + lane + "; close other programs", e);
    }
  }

  private void refuseIf(boolean itIsClosed) {
    if (itIsClosed) {
      throw new InferenceException(
          Kind.CLOSED, "the engine on lane " + lane + " was closed; open it again");
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        Deque<Runnable> parts = new ArrayDeque<>();
        open.forEach(binding -> parts.add(binding::release));
        parts.add(loaded::close);
        open.clear();
        closeAll(parts);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void closeAll(Deque<Runnable> parts) {
    @Nullable InferenceException first = null;
    for (Runnable part : parts) {
      try {
        part.run();
      } catch (InferenceException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private final class Bound implements Binding {
    private final Loaded.Tied tied;
    private boolean released;
    private double lastMs = Loaded.Tied.NO_CLOCK;

    Bound(Loaded.Tied tied) {
      this.tied = tied;
    }

    @Override
    public void run() {
      // No lambdas here: a frame allocates nothing.
      lock.lock();
      try {
        refuseIf(released);
        lastMs = tied.run();
      } catch (OutOfMemoryError e) {
        throw new InferenceException(
            Kind.OUT_OF_MEMORY, "not enough memory to run on lane " + lane, e);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public OptionalDouble deviceMs() {
      return guarded(
          () -> Double.isNaN(lastMs) ? OptionalDouble.empty() : OptionalDouble.of(lastMs));
    }

    @Override
    public void close() {
      lock.lock();
      try {
        open.remove(this);
        release();
      } finally {
        lock.unlock();
      }
    }

    void release() {
      if (!released) {
        released = true;
        tied.close();
      }
    }
  }
}
