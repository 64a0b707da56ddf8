package duet.app.planning;

import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Port;
import duet.inference.pipeline.Engines;
import duet.inference.plan.Leg;
import duet.inference.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Real engines, those of one lane in trouble after some runs. Everything else is as it is. */
final class TroubledEngines implements Engines {
  private static final long HANG_NS = 2_000_000_000L;

  private final Engines engines;
  private final Lane lane;
  private final Trouble trouble;
  private final int after;
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicLong begunNs = new AtomicLong();

  /**
   * Trouble to come.
   *
   * @param after so many runs on the lane that go well
   */
  TroubledEngines(Engines engines, Lane lane, Trouble trouble, int after) {
    this.engines = engines;
    this.lane = lane;
    this.trouble = trouble;
    this.after = after;
  }

  /** When the trouble began, on the clock of {@code System.nanoTime}; 0 before. */
  long begunNs() {
    return begunNs.get();
  }

  @Override
  public Engine open(int task, Leg leg) {
    Engine engine = engines.open(task, leg);
    return leg.lane() == lane ? new Troubled(engine) : engine;
  }

  private void run(Engine.Binding binding) {
    int run = runs.incrementAndGet();
    if (run <= after || trouble == Trouble.NONE) {
      binding.run();
      return;
    }
    long start = System.nanoTime();
    begunNs.compareAndSet(0, start);
    boolean first = run == after + 1;
    if (trouble == Trouble.FAILS_ALWAYS || (trouble == Trouble.FAILS_ONCE && first)) {
      throw new InferenceException(InferenceException.Kind.FAILED, "made to fail");
    }
    if (trouble == Trouble.HANGS && first) {
      sleepUntil(start + HANG_NS);
    }
    binding.run();
    if (trouble == Trouble.SLOWS) {
      sleepUntil(start + 3 * (System.nanoTime() - start));
    }
  }

  private static void sleepUntil(long ns) {
    for (long left = ns - System.nanoTime(); left > 0; left = ns - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private final class Troubled implements Engine {
    private final Engine engine;

    Troubled(Engine engine) {
      this.engine = engine;
    }

    @Override
    public Lane lane() {
      return engine.lane();
    }

    @Override
    public List<Port> inputs() {
      return engine.inputs();
    }

    @Override
    public List<Port> outputs() {
      return engine.outputs();
    }

    @Override
    public Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
      Binding binding = engine.bind(inputs, outputs);
      return new Binding() {
        @Override
        public void run() {
          TroubledEngines.this.run(binding);
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
