package duet.app.desktop.lane;

import duet.app.reading.Provenance;
import duet.inference.device.Lane;
import duet.inference.plan.Inflow;
import duet.inference.plan.Objective;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.plan.Task;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.profile.Subject;
import duet.inference.schedule.Certificate;
import duet.inference.schedule.Schedule;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is to be expected of a reader that keeps each network on a lane of its own, once its first
 * frames have told what each takes there: preparing, the network and its result. Worked out once;
 * whatever slows the lanes later is then seen against it. One thread.
 */
final class LearntPlan implements Supplier<Optional<Schedule>> {
  /** Until then code is compiled and memory is fetched. */
  private static final int WARM_UP = 4;

  private static final int FRAMES = 16;

  /** Two in the inbox of the slower lane, one at work, one that comes in. */
  private static final int DEPTH = 4;

  private final Provenance provenance;
  private final Supplier<Timeline> timeline;
  private Optional<Schedule> learnt = Optional.empty();

  LearntPlan(Provenance provenance, Supplier<Timeline> timeline) {
    this.provenance = provenance;
    this.timeline = timeline;
  }

  @Override
  public Optional<Schedule> get() {
    if (learnt.isEmpty()) {
      List<ModelProfile> models = new ArrayList<>();
      List<Span> spans = timeline.get().all();
      for (Provenance.ModelUse use : provenance.models()) {
        time(spans, use).ifPresent(ns -> models.add(model(use, ns)));
      }
      if (models.size() == provenance.models().size()) {
        learnt = Optional.of(schedule(models));
      }
    }
    return learnt;
  }

  /** The median time of a frame on its lane; empty before enough were seen. */
  private static Optional<Long> time(List<Span> spans, Provenance.ModelUse use) {
    TreeMap<Long, Long> frames =
        spans.stream()
            .filter(span -> span.task().equals(use.name()) && span.lane() == use.lane())
            .filter(span -> span.activity() != Activity.QUEUE)
            .collect(
                Collectors.groupingBy(
                    Span::frame, TreeMap::new, Collectors.summingLong(Span::durationNs)));
    // The last may be underway.
    return frames.size() <= WARM_UP + FRAMES
        ? Optional.empty()
        : frames.values().stream()
            .skip(WARM_UP)
            .limit(FRAMES)
            .sorted()
            .skip(FRAMES / 2)
            .findFirst();
  }

  private static ModelProfile model(Provenance.ModelUse use, long ns) {
    Map<Lane, Load> loads = Map.of(use.lane(), new Load(ns, 0));
    return new ModelProfile(use.name(), List.of(new Segment(use.name(), 0, loads, Map.of())), 0);
  }

  private Schedule schedule(List<ModelProfile> models) {
    List<Lane> lanes = provenance.models().stream().map(Provenance.ModelUse::lane).toList();
    Profile profile =
        new Profile(
            new Subject(provenance.origin(), provenance.backend(), "as in the files", Map.of()),
            lanes.stream().distinct().map(LaneTraits::of).toList(),
            models,
            List.of(),
            0);
    Problem problem =
        new Problem(
            profile,
            models.stream().map(model -> Task.of(model.model(), model)).toList(),
            Objective.THROUGHPUT,
            Inflow.saturated());
    Plan plan = new Plan(lanes.stream().map(lane -> Route.on(lane, 1)).toList(), DEPTH);
    return Schedule.of("a lane each", problem, plan, new Certificate.None());
  }
}
