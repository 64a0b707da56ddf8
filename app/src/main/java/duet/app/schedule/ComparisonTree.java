package duet.app.schedule;

import duet.inference.plan.Leg;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.schedule.Certificate;
import duet.inference.schedule.Schedule;
import duet.inference.simulation.Metrics;
import duet.inference.timeline.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison as a tree of plain values. */
public final class ComparisonTree {
  private ComparisonTree() {}

  public static Map<String, Object> of(Comparison comparison) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Problem problem = comparison.problem();
    tree.put("origin", comparison.origin().words());
    tree.put("device", problem.profile().subject().device());
    tree.put("precision", problem.profile().subject().precision());
    tree.put("facts", problem.profile().subject().facts());
    tree.put("objective", problem.objective().name().toLowerCase(Locale.ROOT));
    tree.put("admission", problem.inflow().admission().name().toLowerCase(Locale.ROOT));
    tree.put("tasks", problem.tasks().stream().map(ComparisonTree::of).toList());
    tree.put("best", comparison.best().policy());
    tree.put("policies", comparison.schedules().stream().map(ComparisonTree::of).toList());
    tree.put("refusals", comparison.refusals());
    return tree;
  }

  private static Map<String, Object> of(Task task) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", task.name());
    tree.put("model", task.model().model());
    tree.put("segments", task.model().segments().size());
    tree.put("priority", task.priority());
    task.deadlineNs().ifPresent(ns -> tree.put("deadlineMs", ns / 1e6));
    return tree;
  }

  private static Map<String, Object> of(Schedule schedule) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Metrics metrics = schedule.metrics();
    tree.put("policy", schedule.policy());
    tree.put("origin", schedule.problem().profile().subject().origin().words());
    tree.put("framesPerSecond", metrics.framesPerSecond());
    tree.put("lanes", metrics.lanes().stream().map(ComparisonTree::of).toList());
    tree.put("balance", ComparisonText.balance(metrics));
    tree.put("transitions", schedule.plan().transitions());
    tree.put("depth", schedule.plan().depth());
    tree.put("p50Ms", metrics.p50Ns() / 1e6);
    tree.put("p99Ms", metrics.p99Ns() / 1e6);
    tree.put("joulesPerFrame", metrics.joulesPerFrame());
    tree.put("lateShare", metrics.lateShare());
    tree.put("certificate", of(schedule.certificate()));
    tree.put("routes", routes(schedule));
    tree.put("spans", schedule.simulated().spans().stream().map(ComparisonTree::of).toList());
    return tree;
  }

  private static Map<String, Object> of(Metrics.LaneMetrics lane) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("lane", lane.lane().name());
    tree.put("framesPerSecond", lane.framesPerSecond());
    tree.put("busy", lane.busy());
    tree.put("idle", 1 - lane.busy());
    return tree;
  }

  private static Map<String, Object> of(Certificate certificate) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (certificate instanceof Certificate.Exhaustive all) {
      tree.put("kind", "exhaustive");
      tree.put("plans", all.plans());
    } else if (certificate instanceof Certificate.Bounded bounded) {
      tree.put("kind", "bounded");
      tree.put("bound", bounded.bound());
      tree.put("reached", bounded.reached());
      tree.put("gap", bounded.gap());
      tree.put("why", bounded.why());
    } else {
      tree.put("kind", "none");
    }
    return tree;
  }

  private static Map<String, Object> routes(Schedule schedule) {
    Map<String, Object> routes = new LinkedHashMap<>();
    for (int task = 0; task < schedule.plan().routes().size(); task++) {
      Task its = schedule.problem().tasks().get(task);
      List<Object> legs = new ArrayList<>();
      for (Leg leg : schedule.plan().routes().get(task).legs()) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("lane", leg.lane().name());
        tree.put("from", leg.from());
        tree.put("to", leg.to());
        tree.put("first", its.model().segments().get(leg.from()).name());
        legs.add(tree);
      }
      routes.put(its.name(), legs);
    }
    return routes;
  }

  private static Map<String, Object> of(Span span) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("task", span.task());
    tree.put("activity", span.activity().name());
    tree.put("lane", span.lane().name());
    tree.put("frame", span.frame());
    tree.put("startNs", span.startNs());
    tree.put("endNs", span.endNs());
    return tree;
  }
}
