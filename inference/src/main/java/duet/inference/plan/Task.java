package duet.inference.plan;

import duet.inference.profile.ModelProfile;
import java.util.OptionalLong;

/**
 * One network that every frame, or every frame of its own source, goes through. Two tasks may run
 * the same network.
 *
 * @param name unique among the tasks of a problem
 * @param model what it costs
 * @param priority the larger goes first where two wait for a lane
 * @param deadlineNs from the arrival of a frame to its result
 */
public record Task(String name, ModelProfile model, int priority, OptionalLong deadlineNs) {
  public Task {
    if (deadlineNs.isPresent() && deadlineNs.getAsLong() <= 0) {
      throw new IllegalArgumentException(
          "task '" + name + "' has a deadline of " + deadlineNs.getAsLong() + " ns");
    }
  }

  /** As important as any other, and due at no time. */
  public static Task of(String name, ModelProfile model) {
    return new Task(name, model, 0, OptionalLong.empty());
  }
}
