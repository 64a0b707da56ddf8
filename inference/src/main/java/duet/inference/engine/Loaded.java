package duet.inference.engine;

import duet.inference.tensor.Tensor;
import java.util.Map;

/**
 * The native side of an engine: a model in the memory of its runtime. {@link GuardedEngine} makes
 * an engine of it, and sees to it that calls never overlap and that nothing is used once closed.
 */
public interface Loaded extends AutoCloseable {
  /**
   * Ties buffers that have been checked. If it fails, it leaves nothing behind.
   *
   * @throws InferenceException {@code WRONG_INPUT}, {@code OUT_OF_MEMORY}, {@code FAILED}
   */
  Tied tie(Map<String, Tensor> inputs, Map<String, Tensor> outputs);

  /** Frees the model; all that was tied to it has been closed before. Called once. */
  @Override
  void close();

  /** The model with the buffers that it reads and writes. */
  interface Tied extends AutoCloseable {
    /** Of a runtime without a clock of its own. */
    double NO_CLOCK = Double.NaN;

    /**
     * Runs once.
     *
     * @return how long the device was busy by its own clock, in milliseconds, or {@link #NO_CLOCK}
     */
    double run();

    /** Lets go of the buffers. Called once. */
    @Override
    void close();
  }
}
