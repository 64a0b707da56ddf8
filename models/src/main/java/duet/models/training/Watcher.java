package duet.models.training;

import java.util.Map;

/** Told how a run goes, on the thread that trains; may end it. */
public interface Watcher {
  /**
   * A step was taken.
   *
   * @param step from 1 to {@code of}
   * @param losses by name, means of the epoch so far
   */
  void step(long step, long of, Map<String, Double> losses);

  /** An epoch was validated, or something else happened that a person wants to read. */
  void say(String line);

  /** Whether the run should stop after this step; it writes a checkpoint first. */
  boolean cancelled();
}
