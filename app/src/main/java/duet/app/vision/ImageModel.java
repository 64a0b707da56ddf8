package duet.app.vision;

import duet.app.vision.input.Pixels;
import java.util.OptionalDouble;

/**
 * A model on a lane that turns an image into a result, in three steps so that each can be timed.
 * For one thread at a time; closed by who opened it, together with its engine.
 *
 * @param <R> boxes, or an image
 */
public interface ImageModel<R> extends AutoCloseable {
  /** Fills the input tensor. */
  void prepare(Pixels pixels);

  /**
   * Runs the engine on what was prepared.
   *
   * @throws duet.inference.engine.InferenceException when the runtime fails
   */
  void run();

  /**
   * How long the last run kept the device busy, by the clock of the device, in milliseconds; empty
   * where it has none.
   */
  default OptionalDouble deviceMs() {
    return OptionalDouble.empty();
  }

  /**
   * Reads the output tensor of the last run.
   *
   * @throws duet.inference.engine.InferenceException when the numbers break the model's contract
   */
  R result();

  /** All three steps. */
  default R apply(Pixels pixels) {
    prepare(pixels);
    run();
    return result();
  }

  @Override
  void close();
}
