package duet.inference.timeline;

import duet.inference.device.Lane;

/**
 * One activity of one task for one frame on one lane.
 *
 * @param task name of the model or stage, never of a patient
 * @param frame running number of the frame within its timeline
 * @param startNs begin, on the clock of the timeline ({@code System.nanoTime} when measured)
 * @param endNs end, not before {@code startNs}
 */
public record Span(
    String task, Activity activity, Lane lane, long frame, long startNs, long endNs) {
  public Span {
    if (endNs < startNs) {
      throw new IllegalArgumentException(task + " frame " + frame + " ends before it starts");
    }
  }

  public long durationNs() {
    return endNs - startNs;
  }
}
