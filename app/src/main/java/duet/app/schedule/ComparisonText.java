package duet.app.schedule;

import duet.inference.plan.Objective;
import duet.inference.plan.Route;
import duet.inference.profile.LaneTraits;
import duet.inference.schedule.Certificate;
import duet.inference.schedule.Schedule;
import duet.inference.simulation.Metrics;
import duet.inference.simulation.Metrics.LaneMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table of policies, the routes of the best, and how good it is known to be. */
public record ComparisonText(Comparison comparison) {
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(comparison.words());
    lines.add(task());
    lines.add("");
    lines.add(header());
    comparison.schedules().forEach(schedule -> lines.add(row(schedule)));
    comparison.refusals().forEach((name, why) -> lines.add(name + ": no plan, " + why));
    lines.add("");
    Schedule best = comparison.best();
    lines.add("The best, " + best.policy() + ", with " + depth(best) + ":");
    lines.addAll(routes(best));
    lines.add(certificate(best));
    gain(best).forEach(lines::add);
    lines.add("All numbers are " + comparison.origin().words() + ".");
    return lines;
  }

  private String task() {
    String tasks =
        comparison.problem().tasks().stream().map(t -> t.name()).collect(Collectors.joining(", "));
    String objective = comparison.problem().objective().name().toLowerCase(Locale.ROOT);
    return "Tasks: "
        + tasks
        + ". Objective: "
        + objective
        + ". A frame goes "
        + switch (comparison.problem().inflow().admission()) {
          case TOGETHER -> "through all of them.";
          case FREE -> "through one of them; each has a source of its own.";
        };
  }

  private List<String> lanes() {
    return comparison.problem().profile().lanes().stream()
        .map(LaneTraits::lane)
        .map(Enum::name)
        .toList();
  }

  private String header() {
    String lanes = String.join("/", lanes());
    return String.format(
        Locale.ROOT,
        "%-17s %9s  %-22s %-20s %8s %6s %8s %8s %9s",
        "policy",
        "frames/s",
        "results/s " + lanes,
        "idle % " + lanes,
        "balance",
        "hops",
        "p50 ms",
        "p99 ms",
        "mJ/frame");
  }

  private static String row(Schedule schedule) {
    Metrics metrics = schedule.metrics();
    return String.format(
        Locale.ROOT,
        "%-17s %9.1f  %-22s %-20s %7.0f%% %6d %8.3f %8.3f %9s%s",
        schedule.policy(),
        metrics.framesPerSecond(),
        each(metrics, "%.0f", lane -> lane.framesPerSecond()),
        each(metrics, "%.0f", lane -> 100 * (1 - lane.busy())),
        100 * balance(metrics),
        schedule.plan().transitions(),
        metrics.p50Ns() / 1e6,
        metrics.p99Ns() / 1e6,
        metrics.joulesPerFrame() > 0 ? millijoules(metrics) : "-",
        metrics.lateShare() > 0 ? late(metrics) : "");
  }

  private static String millijoules(Metrics metrics) {
    return String.format(Locale.ROOT, "%.1f", 1e3 * metrics.joulesPerFrame());
  }

  private static String late(Metrics metrics) {
    return String.format(Locale.ROOT, "  late %.0f %%", 100 * metrics.lateShare());
  }

  private static String each(
      Metrics metrics, String format, java.util.function.ToDoubleFunction<LaneMetrics> value) {
    return metrics.lanes().stream()
        .map(lane -> String.format(Locale.ROOT, format, value.applyAsDouble(lane)))
        .collect(Collectors.joining("/"));
  }

  /** Mean use of the lanes over that of the busiest: 1 if all have as much to do. */
  static double balance(Metrics metrics) {
    double most = metrics.lanes().stream().mapToDouble(LaneMetrics::busy).max().orElse(0);
    double mean = metrics.lanes().stream().mapToDouble(LaneMetrics::busy).average().orElse(0);
    return most > 0 ? mean / most : 0;
  }

  private static String depth(Schedule schedule) {
    int depth = schedule.plan().depth();
    return depth == 1 ? "one frame underway" : "up to " + depth + " frames underway";
  }

  private static List<String> routes(Schedule schedule) {
    List<String> lines = new ArrayList<>();
    for (int task = 0; task < schedule.plan().routes().size(); task++) {
      Route route = schedule.plan().routes().get(task);
      var its = schedule.problem().tasks().get(task);
      String legs =
          route.legs().stream()
              .map(
                  leg ->
                      leg.lane()
                          + " from '"
                          + its.model().segments().get(leg.from()).name()
                          + "' ("
                          + (leg.to() - leg.from())
                          + ")")
              .collect(Collectors.joining(", then "));
      lines.add("  " + its.name() + ": " + legs);
    }
    return lines;
  }

  /** How good a schedule is known to be. */
  static String certificate(Schedule schedule) {
    if (schedule.certificate() instanceof Certificate.Exhaustive all) {
      return String.format(
          Locale.ROOT,
          "Proved: none of the %,d sets of routes that there are is better.",
          all.plans());
    }
    if (schedule.certificate() instanceof Certificate.Bounded bounded) {
      return gap(schedule, bounded) + ": " + bounded.why() + ".";
    }
    return schedule.policy() + " follows a rule and proves nothing.";
  }

  private static String gap(Schedule schedule, Certificate.Bounded bounded) {
    String bound = "the bound of " + amount(schedule, bounded.bound()) + " that none can beat";
    if (bounded.gap() < 5e-4) {
      return "At " + bound;
    }
    String side = schedule.problem().objective() == Objective.THROUGHPUT ? "below" : "above";
    return String.format(Locale.ROOT, "%.1f %% %s %s", 100 * bounded.gap(), side, bound);
  }

  private static String amount(Schedule schedule, double value) {
    return switch (schedule.problem().objective()) {
      case THROUGHPUT -> String.format(Locale.ROOT, "%.1f frames/s", value);
      case LATENCY -> String.format(Locale.ROOT, "%.3f ms", value / 1e6);
      case ENERGY -> String.format(Locale.ROOT, "%.1f mJ a frame", value * 1e3);
    };
  }

  private List<String> gain(Schedule best) {
    return comparison.bestRival().stream()
        .filter(rival -> !rival.policy().equals(best.policy()))
        .map(
            rival ->
                String.format(
                    Locale.ROOT,
                    "Against %s, the best of gpu-only, naive and one-cut: throughput %+.1f %%,"
                        + " p99 latency %+.1f %%.",
                    rival.policy(),
                    100
                        * (best.metrics().framesPerSecond() / rival.metrics().framesPerSecond()
                            - 1),
                    100 * (best.metrics().p99Ns() / (double) rival.metrics().p99Ns() - 1)))
        .toList();
  }
}
