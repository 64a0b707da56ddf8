package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.tensor.Tensor;
import duet.inference.timeline.Span;
import java.util.Map;

/**
 * What one frame brings and takes away. For each task exactly one of {@link #unload}, {@link
 * #failed} and {@link #dropped} is called, in the order of the frames; where a lane fails, {@link
 * #load} may be called again. All calls come on threads of the pipeline.
 */
public interface Cargo {
  /** Whether it is still worth running; if not, it goes through without work. */
  default boolean wanted() {
    return true;
  }

  /**
   * Fills the inputs of a task.
   *
   * @param tensors by name; those of the inputs have to be filled
   */
  void load(int task, Map<String, Tensor> tensors);

  /**
   * Takes the results of a task.
   *
   * @param tensors by name, the results among them; the next frame overwrites them
   */
  void unload(int task, Map<String, Tensor> tensors);

  /** The task has no result, on no lane. */
  void failed(int task, Lane lane, Throwable cause);

  /** It waited longest when another came and there was no more room, or was no longer wanted. */
  void dropped(int task);

  /** Told of each span of work on it. */
  default void record(Span span) {}
}
