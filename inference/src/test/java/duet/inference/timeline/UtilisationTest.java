package duet.inference.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import duet.inference.device.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UtilisationTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void countsTimeUnderTwoSpansOnceAndQueueingNotAtAll() {
    List<Span> spans =
        List.of(
            span(Activity.QUEUE, 0, 0, 100),
            span(Activity.PREPROCESS, 0, 10, 30),
            span(Activity.ENGINE, 0, 20, 50));
    assertEquals(0.4, only(spans, 0, 100).busy(), 1e-12);
  }

  @Test
  void cutsSpansAtTheEndsOfTheInterval() {
    List<Span> spans = List.of(span(Activity.ENGINE, 0, 0, 60), span(Activity.ENGINE, 1, 90, 200));
    assertEquals(0.2, only(spans, 50, 150).busy() - 0.5, 1e-12);
  }

  @Test
  void countsEngineRunsThatEndedInTheInterval() {
    List<Span> spans = new ArrayList<>();
    for (int frame = 0; frame < 10; frame++) {
      spans.add(span(Activity.ENGINE, frame, frame * SECOND / 5, (frame + 1) * SECOND / 5));
      spans.add(span(Activity.POSTPROCESS, frame, frame * SECOND / 5, (frame + 1) * SECOND / 5));
    }
    assertEquals(5, only(spans, 0, SECOND).framesPerSecond(), 1e-12);
  }

  @Test
  void latencyIsAllWorkOfAFrameOnTheLane() {
    List<Span> spans = new ArrayList<>();
    for (int frame = 1; frame <= 20; frame++) {
      long start = frame * 1000L;
      spans.add(span(Activity.QUEUE, frame, start - 500, start));
      spans.add(span(Activity.PREPROCESS, frame, start, start + 10));
      spans.add(span(Activity.ENGINE, frame, start + 10, start + 10 + frame));
    }
    LaneUse use = only(spans, 0, 100_000);
    assertEquals(10 + 10, use.p50Ns());
    assertEquals(10 + 19, use.p95Ns());
  }

  @Test
  void keepsLanesApartAndInTheirOrder() {
    List<Span> spans =
        List.of(
            new Span("a", Activity.ENGINE, Lane.CPU1, 0, 0, 10),
            new Span("b", Activity.ENGINE, Lane.CPU0, 0, 0, 50));
    List<LaneUse> uses = Utilisation.of(spans, 0, 100);
    assertEquals(List.of(Lane.CPU0, Lane.CPU1), uses.stream().map(LaneUse::lane).toList());
    assertEquals(0.5, uses.get(0).busy(), 1e-12);
    assertEquals(0.1, uses.get(1).busy(), 1e-12);
  }

  @Test
  void aLaneThatOnlyWaitedIsIdle() {
    assertEquals(
        new LaneUse(Lane.CPU0, 0, 0, 0, 0), only(List.of(span(Activity.QUEUE, 0, 0, 50)), 0, 100));
  }

  @Test
  void saysNothingOfNoSpansAndRefusesNoTime() {
    assertEquals(List.of(), Utilisation.of(List.of(), 0, 100));
    assertThrows(IllegalArgumentException.class, () -> Utilisation.of(List.of(), 5, 5));
  }

  private static LaneUse only(List<Span> spans, long fromNs, long toNs) {
    List<LaneUse> uses = Utilisation.of(spans, fromNs, toNs);
    assertEquals(1, uses.size());
    return uses.get(0);
  }

  private static Span span(Activity activity, long frame, long startNs, long endNs) {
    return new Span("task", activity, Lane.CPU0, frame, startNs, endNs);
  }
}
