package duet.inference.plan;

import duet.inference.device.Lane;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be scheduled, on what, to which end.
 *
 * @param profile of the device
 * @param tasks at least one
 * @param objective what counts
 * @param inflow how frames come
 */
public record Problem(Profile profile, List<Task> tasks, Objective objective, Inflow inflow) {
  /**
   * Checks that it can be solved at all.
   *
   * @throws ImpossibleException when there is no task, or a segment that no lane can run
   */
  public Problem {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new ImpossibleException("there is no model to schedule; name at least one");
    }
    Set<String> names = new HashSet<>();
    for (Task task : tasks) {
      if (!names.add(task.name())) {
        throw new ImpossibleException("two tasks are called '" + task.name() + "'");
      }
      task.model().segments().forEach(segment -> refuseHomeless(profile, task, segment));
    }
  }

  private static void refuseHomeless(Profile profile, Task task, Segment segment) {
    List<Lane> lanes = profile.laneNames();
    if (lanes.stream().noneMatch(segment::runsOn)) {
      throw new ImpossibleException(
          "no lane can run '%s' of '%s': %s"
              .formatted(segment.name(), task.model().model(), reasons(lanes, segment)));
    }
  }

  private static String reasons(List<Lane> lanes, Segment segment) {
    return String.join(
        "; ",
        lanes.stream()
            .map(lane -> lane + ": " + segment.refusals().getOrDefault(lane, "not profiled"))
            .toList());
  }
}
