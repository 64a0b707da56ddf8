package duet.app.reading;

import duet.app.vision.ImageModel;
import duet.app.vision.Pixels;
import duet.inference.engine.InferenceException;

/**
 * Stands in for a model that could not be opened: each slice fails with the reason, and the other
 * model goes on.
 */
record Unavailable<R>(InferenceException.Kind kind, String reason) implements ImageModel<R> {
  @Override
  public void prepare(Pixels pixels) {
    throw new InferenceException(kind, reason);
  }

  @Override
  public void run() {
    throw new InferenceException(kind, reason);
  }

  @Override
  public R result() {
    throw new InferenceException(kind, reason);
  }

  @Override
  public void close() {
    // nothing was opened
  }
}
