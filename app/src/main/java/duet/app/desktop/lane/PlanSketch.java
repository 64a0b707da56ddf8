package duet.app.desktop.lane;

import duet.inference.schedule.Schedule;
import duet.inference.timeline.PlannedRun;
import duet.inference.timeline.Span;
import duet.viewer.panel.lane.LanePlan;
import duet.viewer.panel.lane.LaneSpan.Place;
import duet.viewer.panel.lane.TimeAxis;
import java.util.List;
import java.util.Optional;

/** A schedule as the panel shows it; worked out once, then laid along the run again and again. */
record PlanSketch(Schedule schedule, PlannedRun run) {
  static Optional<PlanSketch> of(Schedule schedule) {
    return PlannedRun.of(schedule.simulated().spans()).map(run -> new PlanSketch(schedule, run));
  }

  double framesPerSecond() {
    return schedule.metrics().framesPerSecond();
  }

  LanePlan along(List<Span> spans, TimeAxis axis) {
    long from = axis.untilNs() - axis.windowNs();
    return new LanePlan(
        schedule.policy(),
        schedule.problem().profile().subject().origin().words(),
        framesPerSecond(),
        run.uses().stream().map(use -> Words.use(use, 0)).toList(),
        run.along(spans, from, axis.untilNs()).stream()
            .map(span -> Words.span(span, Place.AS_PLANNED))
            .toList());
  }
}
