package duet.app.desktop.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.device.telemetry.Sample;
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
import duet.inference.timeline.Mark;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import duet.viewer.panel.lane.LanePlan;
import duet.viewer.panel.lane.LaneSnapshot;
import duet.viewer.panel.lane.LaneSnapshot.Event;
import duet.viewer.panel.lane.LaneSnapshot.Kind;
import duet.viewer.panel.lane.LaneSnapshot.MachineFact;
import duet.viewer.panel.lane.LaneSnapshot.Run;
import duet.viewer.panel.lane.LaneSpan;
import duet.viewer.panel.lane.TimeAxis.End;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A network of 60 ms on CPU0 and one of 30 ms on CPU1, planned and run. */
class LaneScribeTest {
  private static final long MS = 1_000_000;
  private static final long START = 100_000 * MS;
  private final Timeline timeline = new Timeline(10_000);

  @Test
  void planAndRunAreOnOneAxisOfSomeEightFrames() {
    run(20, 66);
    LaneSnapshot shown = scribe(Origin.CPU_LANES).at(START + 20 * 66 * MS, Optional.empty());
    assertEquals(new Run("measured on CPU lanes", "test", Kind.MEASURED, 0), bare(shown));
    assertEquals(1000 / 66.0, shown.run().framesPerSecond(), 1e-6);
    assertEquals(500 * MS, shown.axis().windowNs(), "eight frames of 66 ms, rounded");
    assertEquals(End.NOW, shown.axis().end());
    LanePlan plan = shown.plan().orElseThrow();
    assertEquals(1000 / 60.0, plan.framesPerSecond(), 1e-6);
    assertEquals("measured on CPU lanes", plan.origin());
    assertEquals(1, plan.lanes().get(0).busy(), 1e-9);
    assertEquals(0.5, plan.lanes().get(1).busy(), 1e-9);
    assertEquals(60 / 66.0, shown.lanes().get(0).busy(), 0.01);
    LaneSpan first = first(plan.spans(), "CPU0");
    assertTrue(
        shown.spans().stream()
            .anyMatch(s -> s.lane().equals("CPU0") && s.startNs() == first.startNs()),
        "the plan is laid from where a frame began");
  }

  @Test
  void whatRanElsewhereIsMarkedAndNothingElse() {
    run(9, 66);
    timeline.add(engine("small", Lane.CPU0, 9, START + 9 * 66 * MS, 20));
    List<LaneSpan> away =
        scribe(Origin.CPU_LANES)
            .at(START + 9 * 66 * MS + 25 * MS, Optional.empty())
            .spans()
            .stream()
            .filter(span -> span.place() == LaneSpan.Place.FALLBACK)
            .toList();
    assertEquals(List.of("small"), away.stream().map(LaneSpan::task).toList());
    assertEquals(9, away.get(0).frame());
  }

  @Test
  void whatBefellALaneIsTold() {
    run(9, 66);
    timeline.add(new Mark(Lane.CPU1, Mark.Kind.HANG, "an old story", START - 20_000 * MS));
    timeline.add(new Mark(Lane.CPU1, Mark.Kind.HANG, "CPU1 does not come back", START + 100 * MS));
    assertEquals(
        List.of(new Event("CPU1", "CPU1 does not come back", START + 100 * MS)),
        scribe(Origin.CPU_LANES).at(START + 600 * MS, Optional.empty()).events());
  }

  @Test
  void afterTheLastWorkTheStripStaysWhereItIs() {
    run(20, 66);
    LaneScribe scribe = scribe(Origin.CPU_LANES);
    LaneSnapshot soon = scribe.at(START + 23_000 * MS, Optional.empty());
    assertEquals(End.LAST_WORK, soon.axis().end());
    assertFalse(soon.spans().isEmpty());
    assertEquals(1000 / 66.0, soon.run().framesPerSecond(), 1e-6);
  }

  @Test
  void aSimulatedRunIsOnItsOwnClockAndSaysSo() {
    run(20, 66);
    LaneSnapshot shown = scribe(Origin.SIMULATED_JETSON).at(5, Optional.empty());
    assertEquals(Kind.SIMULATED, shown.run().kind());
    assertEquals("simulated Jetson, not measured", shown.run().origin());
    assertFalse(shown.spans().isEmpty());
  }

  @Test
  void beforeAnythingRanThePlanShowsWhatWillBe() {
    LaneSnapshot shown = scribe(Origin.CPU_LANES).at(START, Optional.empty());
    assertEquals(0, shown.run().framesPerSecond());
    assertEquals(500 * MS, shown.axis().windowNs());
    assertFalse(shown.plan().orElseThrow().spans().isEmpty());
    assertEquals(List.of(), shown.spans());
  }

  @Test
  void theUseOfADlaIsSaidToBeDuetsOwn() {
    Sample sample =
        new Sample(
            0,
            OptionalDouble.of(0.871),
            Optional.of(new Sample.Memory(6_100_000_000L, 15_600_000_000L)),
            new Sample.Pace(OptionalDouble.of(0.95), OptionalDouble.of(1300)),
            Sample.Pace.UNKNOWN,
            List.of(
                new Sample.Core(Lane.DLA0, Optional.of(Sample.Power.ON), OptionalDouble.empty())),
            List.of(new Sample.Rail("VDD_GPU_SOC", 5.139), new Sample.Rail("VDD_CPU_CV", 1)),
            List.of(new Sample.Temperature("cpu", 49), new Sample.Temperature("tj", 52.9)));
    assertEquals(
        List.of(
            "CPU 87 %",
            "memory 6.1 of 15.6 GB",
            "GPU 95 % at 1300 MHz",
            "DLA0 on",
            "VDD_GPU_SOC 5.1 W  VDD_CPU_CV 1.0 W",
            "53 °C (tj)",
            "DLA use: from Duet's own timeline"),
        words(MachineFacts.of(sample, List.of(Lane.GPU, Lane.DLA0))));
    assertEquals(List.of(), MachineFacts.of(Sample.empty(0), List.of(Lane.CPU0)));
  }

  private static List<String> words(List<MachineFact> facts) {
    return facts.stream().map(MachineFact::words).toList();
  }

  private static Run bare(LaneSnapshot shown) {
    return new Run(shown.run().origin(), shown.run().where(), shown.run().kind(), 0);
  }

  private static LaneSpan first(List<LaneSpan> spans, String lane) {
    return spans.stream().filter(span -> span.lane().equals(lane)).findFirst().orElseThrow();
  }

  private void run(int frames, long periodMs) {
    for (int frame = 0; frame < frames; frame++) {
      long start = START + frame * periodMs * MS;
      timeline.add(engine("large", Lane.CPU0, frame, start, 60));
      timeline.add(engine("small", Lane.CPU1, frame, start, 30));
    }
  }

  private static Span engine(String task, Lane lane, long frame, long startNs, long ms) {
    return new Span(task, Activity.ENGINE, lane, frame, startNs, startNs + ms * MS);
  }

  private LaneScribe scribe(Origin origin) {
    List<Lane> lanes = List.of(Lane.CPU0, Lane.CPU1);
    return new LaneScribe(
        new Watched(
            origin, "test", () -> timeline, lanes, lane -> 0, () -> Optional.of(schedule())));
  }

  private static Schedule schedule() {
    ModelProfile large = model("large", 60);
    ModelProfile small = model("small", 30);
    Profile profile =
        new Profile(
            new Subject(Origin.CPU_LANES, "test", "FP32", Map.of()),
            List.of(LaneTraits.of(Lane.CPU0), LaneTraits.of(Lane.CPU1)),
            List.of(large, small),
            List.of(),
            0);
    Problem problem =
        new Problem(
            profile,
            List.of(Task.of("large", large), Task.of("small", small)),
            Objective.THROUGHPUT,
            Inflow.saturated());
    Plan plan = new Plan(List.of(Route.on(Lane.CPU0, 1), Route.on(Lane.CPU1, 1)), 3);
    return Schedule.of("naive", problem, plan, new Certificate.None());
  }

  private static ModelProfile model(String name, long ms) {
    Load load = new Load(ms * MS, 0);
    return new ModelProfile(
        name,
        List.of(new Segment("all", 0, Map.of(Lane.CPU0, load, Lane.CPU1, load), Map.of())),
        0);
  }
}
