package duet.viewer.panel.lane;

import duet.viewer.panel.lane.StripShape.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is under the mouse, in words. */
final class StripWords {
  private final LaneSnapshot snapshot;

  StripWords(LaneSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  String of(Hit hit) {
    String head = hit.lane() + ", " + whose(hit);
    return head + "\n" + hit.span().map(span -> span(hit, span)).orElseGet(() -> idle(hit));
  }

  private String whose(Hit hit) {
    return hit.planned()
        ? snapshot.plan().map(plan -> "planned (" + plan.origin() + ")").orElse("planned")
        : snapshot.run().origin();
  }

  private String span(Hit hit, LaneSpan span) {
    String what =
        span.task()
            + (hit.planned() ? "" : ", frame " + span.frame())
            + "\n"
            + span.work().words()
            + " "
            + TimeAxis.duration(span.endNs() - span.startNs());
    return what + (hit.planned() ? "" : comparison(span));
  }

  private String comparison(LaneSpan span) {
    if (span.place() == LaneSpan.Place.FALLBACK) {
      return "\nran here though another lane was planned";
    }
    return snapshot
        .plan()
        .flatMap(plan -> planned(plan.spans(), span))
        .map(plan -> ", planned " + TimeAxis.duration(plan.endNs() - plan.startNs()))
        .orElse("");
  }

  private static Optional<LaneSpan> planned(List<LaneSpan> plan, LaneSpan span) {
    return plan.stream()
        .filter(one -> one.lane().equals(span.lane()) && one.task().equals(span.task()))
        .filter(one -> one.work() == span.work())
        .min(Comparator.comparingLong(one -> Math.abs(one.startNs() - span.startNs())));
  }

  /** The gap around a moment, as far as the axis shows it. */
  private String idle(Hit hit) {
    long from = snapshot.axis().fromNs();
    long to = snapshot.axis().untilNs();
    List<LaneSpan> spans =
        hit.planned() ? snapshot.plan().map(LanePlan::spans).orElse(List.of()) : snapshot.spans();
    for (LaneSpan span : spans) {
      if (span.lane().equals(hit.lane()) && span.work() != LaneSpan.Work.QUEUE) {
        from = span.endNs() <= hit.ns() ? Math.max(from, span.endNs()) : from;
        to = span.startNs() >= hit.ns() ? Math.min(to, span.startNs()) : to;
      }
    }
    return "idle for " + TimeAxis.duration(Math.max(0, to - from));
  }
}
