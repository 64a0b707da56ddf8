package duet.inference.engine;

import duet.inference.engine.InferenceException.Kind;
import duet.inference.tensor.Tensor;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Stands between an engine and its runtime: counts what is open there, and lets one call fail, the
 * n-th of all that come by.
 */
public final class Gate implements UnaryOperator<Loaded> {
  /** In which way a call fails. */
  public enum Failure {
    BROKEN(Kind.FAILED),
    NO_MEMORY(Kind.OUT_OF_MEMORY),
    /** As bindings to native libraries say it. */
    NO_NATIVE_MEMORY(Kind.OUT_OF_MEMORY);

    private final Kind kind;

    Failure(Kind kind) {
      this.kind = kind;
    }

    /** What a caller of the engine must be told. */
    Kind kind() {
      return kind;
    }
  }

  private final int failing;
  private final Failure failure;
  private int calls;
  private int open;

  /**
   * A new gate.
   *
   * @param failing the number of the call that fails, from 1
   */
  public Gate(int failing, Failure failure) {
    this.failing = failing;
    this.failure = failure;
  }

  /** Whether the call that shall fail has come by. */
  public boolean hasFailed() {
    return calls >= failing;
  }

  /** Models and bindings that were made and not closed. */
  public int open() {
    return open;
  }

  /** A call that makes or does something comes by. */
  public void pass() {
    calls++;
    if (calls == failing) {
      if (failure == Failure.NO_NATIVE_MEMORY) {
        throw new OutOfMemoryError("Physical memory usage is too high");
      }
      throw new InferenceException(failure.kind(), "call " + calls + " fails, as the test wants");
    }
  }

  /** Something is closed; should that fail, it is free all the same. */
  private void free(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    open--;
    calls++;
    if (calls == failing) {
      throw new InferenceException(Kind.FAILED, "call " + calls + " fails, as the test wants");
    }
  }

  @Override
  public Loaded apply(Loaded loaded) {
    pass();
    open++;
    return new Loaded() {
      @Override
      public Tied tie(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        pass();
        open++;
        return tied(loaded.tie(inputs, outputs));
      }

      @Override
      public void close() {
        free(loaded);
      }
    };
  }

  private Loaded.Tied tied(Loaded.Tied tied) {
    return new Loaded.Tied() {
      @Override
      public double run() {
        pass();
        return tied.run();
      }

      @Override
      public void close() {
        free(tied);
      }
    };
  }
}
