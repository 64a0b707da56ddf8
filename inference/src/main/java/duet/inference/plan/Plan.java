package duet.inference.plan;

import duet.inference.device.Lane;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Profile;
import java.util.List;

/**
 * The routes of all tasks.
 *
 * @param routes of the tasks, in their order
 * @param depth how many frames a task has underway at most; 1 is one after the other
 */
public record Plan(List<Route> routes, int depth) {
  public Plan {
    routes = List.copyOf(routes);
    if (depth < 1) {
      throw new IllegalArgumentException("with " + depth + " frames underway nothing runs");
    }
  }

  /**
   * Checks that a problem can be run so.
   *
   * @throws ImpossibleException when a route has another length than its network, a lane cannot run
   *     a segment, there is no way between two lanes, or a lane holds too many programs
   */
  public void check(Problem problem) {
    if (routes.size() != problem.tasks().size()) {
      throw new ImpossibleException(
          routes.size() + " routes for " + problem.tasks().size() + " tasks");
    }
    for (int i = 0; i < routes.size(); i++) {
      check(problem.profile(), problem.tasks().get(i), routes.get(i));
    }
    problem.profile().lanes().forEach(this::checkPrograms);
  }

  private static void check(Profile profile, Task task, Route route) {
    if (route.segments() != task.model().segments().size()) {
      throw new ImpossibleException(
          "the route of '%s' has %d segments and its network %d"
              .formatted(task.name(), route.segments(), task.model().segments().size()));
    }
    try {
      Lane before = route.legs().get(0).lane();
      for (Leg leg : route.legs()) {
        task.model().on(leg.lane(), leg.from(), leg.to());
        profile.traits(leg.lane());
        if (leg.lane() != before) {
          profile.hopNs(before, leg.lane(), 0);
        }
        before = leg.lane();
      }
    } catch (IllegalArgumentException e) {
      throw new ImpossibleException("task '" + task.name() + "': " + e.getMessage());
    }
  }

  private void checkPrograms(LaneTraits traits) {
    long programs =
        routes.stream()
            .flatMap(route -> route.legs().stream())
            .filter(leg -> leg.lane() == traits.lane())
            .count();
    if (programs > traits.programs()) {
      throw new ImpossibleException(
          "%s would hold %d programs; it holds at most %d"
              .formatted(traits.lane(), programs, traits.programs()));
    }
  }

  /** How often the frames of one round change the lane. */
  public int transitions() {
    return routes.stream().mapToInt(Route::transitions).sum();
  }
}
