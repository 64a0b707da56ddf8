package duet.inference.simulation;

/**
 * One frame's way through one task.
 *
 * @param task its place among the tasks of the problem
 * @param frame running number, of all tasks or of this one
 * @param arrivedNs when it came; with a source that always has another, when it was let in
 * @param endedNs when its result was there
 */
public record Passage(int task, long frame, long arrivedNs, long endedNs) {
  public long latencyNs() {
    return endedNs - arrivedNs;
  }
}
