package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.timeline.Span;

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
   * @param buffers of which those of the inputs have to be filled
   */
  void load(int task, Buffers buffers);

  /**
   * Takes the results of a task.
   *
   * @param buffers the results among them; the next frame overwrites them
   */
  void unload(int task, Buffers buffers);

  /** The task has no result, on no lane. */
  void failed(int task, Lane lane, Throwable cause);

  /** It waited longest when another came and there was no more room, or was no longer wanted. */
  void dropped(int task);

  /**
   * The task is over, however it ended.
   *
   * @param offeredNs when the frame came in, on the clock of the timeline
   * @param nowNs on the same clock
   */
  default void settled(int task, long offeredNs, long nowNs) {}

  /** Told of each span of work on it. */
  default void record(Span span) {}
}
