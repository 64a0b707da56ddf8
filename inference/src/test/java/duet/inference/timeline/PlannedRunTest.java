package duet.inference.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void isLaidAnewWhereTheLanesWaitedForAFrame() {
    List<Span> run = new ArrayList<>(frames(1000, 2, 10));
    run.addAll(frame(2, 1057));
    List<Span> laid = plan.along(run, 1000, 1060);
    assertEquals(List.of(1000L, 1010L, 1020L, 1030L, 1040L, 1050L, 1057L), begins(laid));
    assertTrue(
        laid.stream().noneMatch(span -> span.startNs() < 1057 && span.endNs() > 1057),
        "what was foreseen ends where it is laid anew");
  }

  @Test
  void beginsWithTheFrameThatIsUnderwayAtTheLeftEnd() {
    assertEquals(List.of(1020L, 1030L), begins(plan.along(frames(1000, 6, 10), 1025, 1040)));
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
