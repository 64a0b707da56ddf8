package duet.app.schedule;

import duet.inference.device.Origin;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Problem;
import duet.inference.profile.Subject;
import duet.inference.schedule.Schedule;
import duet.inference.schedule.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What several policies make of one problem.
 *
 * @param schedules of those that have one, in the order in which they were asked
 * @param refusals of the others, by name, and why
 */
public record Comparison(Problem problem, List<Schedule> schedules, Map<String, String> refusals) {
  /** What a gain is held against. */
  private static final List<String> RIVALS = List.of("gpu-only", "naive", "one-cut");

  public Comparison {
    schedules = List.copyOf(schedules);
  }

  /**
   * Asks each.
   *
   * @throws ImpossibleException when none has a plan
   */
  public static Comparison of(Problem problem, List<Scheduler> schedulers) {
    List<Schedule> schedules = new ArrayList<>();
    Map<String, String> refusals = new LinkedHashMap<>();
    for (Scheduler scheduler : schedulers) {
      try {
        schedules.add(scheduler.schedule(problem));
      } catch (ImpossibleException e) {
        refusals.put(scheduler.name(), String.valueOf(e.getMessage()));
      }
    }
    if (schedules.isEmpty()) {
      throw new ImpossibleException(refusals.values().iterator().next());
    }
    return new Comparison(problem, schedules, refusals);
  }

  /** The best by the objective. */
  public Schedule best() {
    return schedules.stream().reduce((a, b) -> a.betterThan(b) ? a : b).orElseThrow();
  }

  /** The best of gpu-only, naive and one-cut, of those that were asked. */
  public Optional<Schedule> bestRival() {
    return schedules.stream()
        .filter(schedule -> RIVALS.contains(schedule.policy()))
        .reduce((a, b) -> b.betterThan(a) ? b : a);
  }

  public Origin origin() {
    return problem.profile().subject().origin();
  }

  /** Whose numbers these are; belongs on everything that shows one. */
  public String words() {
    return words(problem);
  }

  /** Of what the times depend on what is short; the constants of a model are in the JSON. */
  static String words(Problem problem) {
    Subject subject = problem.profile().subject();
    String facts =
        new TreeMap<>(subject.facts())
            .entrySet().stream()
                .filter(fact -> !fact.getValue().contains("("))
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    return "%s: %s, %s%s"
        .formatted(
            subject.origin().words(),
            subject.device(),
            subject.precision(),
            facts.isEmpty() ? "" : ", " + facts);
  }
}
