package duet.inference.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.device.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A task that goes 6 on the DLA, 1 over, 3 on the GPU, a frame every 10. */
class PlannedRunTest {
  private final PlannedRun plan = PlannedRun.of(frames(0, 40, 10)).orElseThrow();

  private static List<Span> frames(long start, int count, long period) {
    List<Span> spans = new ArrayList<>();
    for (int frame = 0; frame < count; frame++) {
      spans.addAll(frame(frame, start + frame * period));
    }
    return spans;
  }

  private static List<Span> frame(long frame, long start) {
    return List.of(
        new Span("gan", Activity.ENGINE, Lane.DLA0, frame, start, start + 6),
        new Span("gan", Activity.TRANSITION, Lane.DLA0, frame, start + 6, start + 7),
        new Span("gan", Activity.ENGINE, Lane.GPU, frame, start + 7, start + 10));
  }

  private static List<Long> begins(List<Span> laid) {
    return laid.stream()
        .filter(span -> span.lane() == Lane.DLA0 && span.activity() == Activity.ENGINE)
        .map(Span::startNs)
        .toList();
  }

  @Test
  void thePlannedUseCountsHandingOverAsWork() {
    assertEquals(List.of(Lane.GPU, Lane.DLA0), plan.uses().stream().map(LaneUse::lane).toList());
    assertEquals(0.3, plan.uses().get(0).busy(), 1e-9);
    assertEquals(0.7, plan.uses().get(1).busy(), 1e-9);
    assertEquals(1e8, plan.uses().get(0).framesPerSecond(), 1e-3, "one every 10 ns");
  }

  @Test
  void isLaidFromTheFirstFrameOfTheRunAndDriftsAsItDoes() {
    List<Span> slower = frames(1000, 4, 11);
    assertEquals(List.of(1000L, 1010L, 1020L, 1030L), begins(plan.along(slower, 1000, 1040)));
  }

  @Test
  void isLaidAnewWhereTheLanesWaitedForAFrameAndOnlyForFramesThatCame() {
    List<Span> run = new ArrayList<>(frames(1000, 2, 10));
    run.addAll(frame(2, 1057));
    List<Span> laid = plan.along(run, 1000, 1090);
    assertEquals(List.of(1000L, 1010L, 1057L), begins(laid));
    assertEquals(9, laid.size(), "three spans a frame");
  }

  @Test
  void whatIsForeseenEndsWhereItIsLaidAnew() {
    List<Span> run = new ArrayList<>(frames(1000, 1, 10));
    run.addAll(frame(1, 1030));
    run.addAll(frame(2, 1034));
    assertEquals(List.of(1000L, 1030L, 1040L), begins(plan.along(run, 1000, 1090)));
    assertEquals(1035, plan.along(run, 1000, 1035).get(3).endNs());
  }

  @Test
  void beginsWithTheFrameThatIsUnderwayAtTheLeftEnd() {
    assertEquals(List.of(1020L, 1030L), begins(plan.along(frames(1000, 4, 10), 1025, 1040)));
  }

  @Test
  void aTaskThatLagsBehindIsLaidWithItsOwnFrame() {
    List<Span> simulated = new ArrayList<>();
    for (long frame = 0; frame < 40; frame++) {
      simulated.add(new Span("a", Activity.ENGINE, Lane.GPU, frame, frame * 10, frame * 10 + 5));
      simulated.add(
          new Span("b", Activity.ENGINE, Lane.DLA0, frame, frame * 10 + 25, frame * 10 + 34));
    }
    List<Span> run = List.of(new Span("a", Activity.ENGINE, Lane.GPU, 0, 1000, 1005));
    List<Span> laid = PlannedRun.of(simulated).orElseThrow().along(run, 1000, 1100);
    assertEquals(
        List.of("a 1000", "b 1025"),
        laid.stream().map(span -> span.task() + " " + span.startNs()).toList());
    List<Span> longer =
        List.of(
            new Span("a", Activity.ENGINE, Lane.GPU, 0, 980, 985),
            new Span("a", Activity.ENGINE, Lane.GPU, 1, 990, 995),
            new Span("a", Activity.ENGINE, Lane.GPU, 2, 1000, 1005));
    assertEquals(
        List.of("a 1000", "b 1005", "b 1015", "b 1025"),
        PlannedRun.of(simulated).orElseThrow().along(longer, 1000, 1100).stream()
            .map(span -> span.task() + " " + span.startNs())
            .sorted()
            .toList(),
        "what is underway at the left end goes on");
  }

  @Test
  void showsWhatWillBeBeforeAnythingRan() {
    assertEquals(List.of(500L, 510L), begins(plan.along(List.of(), 500, 520)));
  }

  @Test
  void aRunOnAnotherLaneIsElsewhere() {
    List<Span> run = new ArrayList<>(frame(0, 0));
    Span moved = new Span("gan", Activity.ENGINE, Lane.GPU, 1, 10, 16);
    run.add(moved);
    run.add(new Span("gan", Activity.ENGINE, Lane.GPU, 1, 16, 19));
    run.add(new Span("unplanned", Activity.ENGINE, Lane.DLA1, 1, 16, 19));
    assertEquals(Set.of(moved), plan.elsewhere(run));
  }

  @Test
  void tooFewFramesRepeatNothing() {
    assertEquals(Optional.empty(), PlannedRun.of(frames(0, 3, 10)));
    assertEquals(Optional.empty(), PlannedRun.of(List.of()));
  }

  @Test
  void framesCountOnceEveryTaskIsDoneWithThem() {
    List<Span> run = new ArrayList<>(frames(0, 5, 10));
    run.add(new Span("yolo", Activity.ENGINE, Lane.GPU, 0, 0, 1));
    assertEquals(0, Utilisation.framesPerSecond(run), "the other task is done with one only");
    run.add(new Span("yolo", Activity.ENGINE, Lane.GPU, 1, 40, 41));
    assertEquals(1e9 / 40, Utilisation.framesPerSecond(run), 1e-3);
    assertEquals(1e8, Utilisation.framesPerSecond(frames(0, 5, 10)), 1e-3);
  }
}
