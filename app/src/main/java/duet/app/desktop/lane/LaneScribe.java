package duet.app.desktop.lane;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.device.telemetry.Sample;
import duet.inference.schedule.Schedule;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import duet.inference.timeline.Utilisation;
import duet.viewer.panel.lane.LaneSnapshot;
import duet.viewer.panel.lane.LaneSnapshot.Event;
import duet.viewer.panel.lane.LaneSnapshot.Kind;
import duet.viewer.panel.lane.LaneSnapshot.Run;
import duet.viewer.panel.lane.LaneSpan;
import duet.viewer.panel.lane.LaneSpan.Place;
import duet.viewer.panel.lane.LaneUse;
import duet.viewer.panel.lane.TimeAxis;
import duet.viewer.panel.lane.TimeAxis.End;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes down what is watched, as it is now. The numbers are of the last ten seconds of work; the
 * axis shows some eight frames, so that single runs can be seen however fast the lanes are. One
 * thread.
 */
public final class LaneScribe {
  private static final long NUMBERS_NS = 10_000_000_000L;

  /** No frame takes longer. */
  private static final long BEFORE_NS = 5_000_000_000L;

  private static final int FRAMES_SHOWN = 8;

  /** An axis that still shows half or twice as many frames stays as it is. */
  private static final double CALM = 1.8;

  private final Watched watched;
  private Optional<Schedule> sketched = Optional.empty();
  private Optional<PlanSketch> plan = Optional.empty();
  private long windowNs = NUMBERS_NS;

  public LaneScribe(Watched watched) {
    this.watched = watched;
  }

  /**
   * The snapshot of a moment.
   *
   * @param nowNs on the clock of a measured timeline; a simulated one ends where it ends
   * @param machine what it tells of itself, if it did
   */
  public LaneSnapshot at(long nowNs, Optional<Sample> machine) {
    sketch();
    Recent recent = Recent.of(watched, nowNs);
    double rate = Utilisation.framesPerSecond(recent.spans());
    choose(rate > 0 ? rate : plan.map(PlanSketch::framesPerSecond).orElse(0.0));
    TimeAxis axis = recent.axis(windowNs);
    return new LaneSnapshot(
        new Run(watched.origin().words(), watched.where(), kind(), rate),
        axis,
        uses(recent),
        spans(recent, axis),
        plan.map(sketch -> sketch.along(recent.spans(), axis)),
        recent.events(),
        machine.map(sample -> MachineFacts.of(sample, realLanes())).orElse(List.of()));
  }

  private void sketch() {
    Optional<Schedule> now = watched.schedule().get();
    if (!now.equals(sketched)) {
      sketched = now;
      plan = now.flatMap(PlanSketch::of);
    }
  }

  private void choose(double rate) {
    double wanted = rate > 0 ? FRAMES_SHOWN * 1e9 / rate : NUMBERS_NS;
    if (Math.abs(Math.log(windowNs / wanted)) > Math.log(CALM)) {
      windowNs = TimeAxis.roundNs(wanted);
    }
  }

  private Kind kind() {
    return watched.origin() == Origin.SIMULATED_JETSON ? Kind.SIMULATED : Kind.MEASURED;
  }

  private List<Lane> realLanes() {
    return kind() == Kind.SIMULATED ? List.of() : watched.lanes();
  }

  private List<LaneUse> uses(Recent recent) {
    var uses = Utilisation.of(recent.spans(), recent.fromNs(), recent.untilNs());
    return watched.lanes().stream()
        .map(
            lane ->
                uses.stream()
                    .filter(use -> use.lane() == lane)
                    .findFirst()
                    .map(use -> Words.use(use, queued(lane)))
                    .orElse(new LaneUse(lane.name(), 0, 0, 0, 0, queued(lane))))
        .toList();
  }

  private int queued(Lane lane) {
    return watched.queued().applyAsInt(lane);
  }

  /** Those that the axis shows. */
  private List<LaneSpan> spans(Recent recent, TimeAxis axis) {
    long from = axis.untilNs() - axis.windowNs();
    List<Span> seen = recent.spans().stream().filter(span -> span.endNs() - from >= 0).toList();
    // Of whole frames: one that is cut off at the left would seem to have begun on another lane.
    Set<Span> elsewhere =
        plan.map(sketch -> sketch.run().elsewhere(recent.kept())).orElse(Set.of());
    return seen.stream()
        .map(span -> Words.span(span, elsewhere.contains(span) ? Place.FALLBACK : Place.AS_PLANNED))
        .toList();
  }

  /**
   * The spans that the numbers are of.
   *
   * @param kept the same and what was before
   * @param untilNs end of the last work
   * @param nowNs that of a simulation is its end
   */
  private record Recent(
      List<Span> spans,
      List<Span> kept,
      List<Event> events,
      long fromNs,
      long untilNs,
      long nowNs) {
    static Recent of(Watched watched, long nowNs) {
      boolean simulated = watched.origin() == Origin.SIMULATED_JETSON;
      Timeline timeline = watched.timeline().get();
      List<Span> kept = simulated ? List.of() : timeline.since(nowNs - NUMBERS_NS - BEFORE_NS);
      kept = kept.isEmpty() ? timeline.all() : kept;
      long last = last(kept, nowNs);
      List<Span> spans = kept.stream().filter(s -> s.endNs() - last + NUMBERS_NS >= 0).toList();
      long first = spans.stream().mapToLong(Span::startNs).min().orElse(last - NUMBERS_NS);
      return new Recent(
          spans,
          kept,
          events(timeline, last - NUMBERS_NS),
          Math.min(last - 1, Math.max(first, last - NUMBERS_NS)),
          last,
          simulated ? last : nowNs);
    }

    private static List<Event> events(Timeline timeline, long fromNs) {
      return timeline.marks().stream()
          .filter(mark -> mark.atNs() - fromNs >= 0)
          .map(mark -> new Event(mark.lane().name(), mark.words(), mark.atNs()))
          .toList();
    }

    private static long last(List<Span> spans, long nowNs) {
      return spans.stream()
          .filter(span -> span.activity() != Activity.QUEUE)
          .mapToLong(Span::endNs)
          .max()
          .orElse(nowNs);
    }

    /** Up to now while there is work, else up to the end of it. */
    TimeAxis axis(long windowNs) {
      boolean works = nowNs != untilNs && nowNs - untilNs <= windowNs / 3;
      return works
          ? new TimeAxis(nowNs, windowNs, End.NOW)
          : new TimeAxis(untilNs + windowNs / 50, windowNs, End.LAST_WORK);
    }
  }
}
