package duet.inference.engine;

import duet.inference.device.Lane;
import duet.inference.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A model made ready on one lane. One call runs at a time; a second caller waits. Closing is safe
 * twice and waits for a running call.
 *
 * <p>A call that fails, for want of memory or for another reason, leaves the engine as it was: what
 * was bound before stays bound, and the next call works or says why it does not.
 */
public interface Engine extends AutoCloseable {
  Lane lane();

  List<Port> inputs();

  List<Port> outputs();

  /**
   * Ties buffers of the caller to all inputs and outputs. Nothing is copied: the engine reads and
   * writes them at each {@link Binding#run}.
   *
   * @throws InferenceException {@code WRONG_INPUT} when a name, type or shape does not fit, {@code
   *     OUT_OF_MEMORY}, {@code CLOSED}
   */
  Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs);

  /**
   * Waits for a running call, then frees the native memory, that of open bindings included.
   *
   * @throws InferenceException {@code FAILED} when a part refused; all others are free by then
   */
  @Override
  void close();

  /** Buffers tied to an engine; closed with the engine at the latest. */
  interface Binding extends AutoCloseable {
    /**
     * Runs the model once, synchronously, on the calling thread.
     *
     * @throws InferenceException {@code FAILED}, {@code CLOSED}, {@code OUT_OF_MEMORY}
     */
    void run();

    /**
     * How long the last run kept the device busy, by the clock of the device, in milliseconds.
     *
     * @return empty where the runtime has no such clock
     */
    default OptionalDouble deviceMs() {
      return OptionalDouble.empty();
    }

    @Override
    void close();
  }
}
