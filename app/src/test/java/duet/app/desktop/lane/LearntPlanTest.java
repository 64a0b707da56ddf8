package duet.app.desktop.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.app.reading.Provenance;
import duet.app.reading.Provenance.ModelUse;
import duet.app.shelf.TestCards;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.schedule.Schedule;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearntPlanTest {
  private static final long MS = 1_000_000;
  private final Timeline timeline = new Timeline(1000);
  private final Provenance provenance =
      new Provenance(
          "test",
          "test",
          Origin.CPU_LANES,
          List.of(
              new ModelUse(TestCards.generator("gan"), "0", Lane.CPU0),
              new ModelUse(TestCards.detector("yolo", 96), "0", Lane.CPU1)));
  private final LearntPlan plan = new LearntPlan(provenance, () -> timeline);

  @Test
  void expectsWhatTheFirstFramesTookOnceTheyAreWarm() {
    read(0, 4, 500);
    read(4, 16, 60);
    assertEquals(Optional.empty(), plan.get(), "too few frames");
    read(20, 1, 60);
    Schedule learnt = plan.get().orElseThrow();
    assertEquals(1000 / 62.0, learnt.metrics().framesPerSecond(), 1e-6, "preparing counts, too");
    assertEquals(Origin.CPU_LANES, learnt.problem().profile().subject().origin());
    read(21, 100, 180);
    assertEquals(learnt, plan.get().orElseThrow(), "what slows down later is seen against it");
  }

  private void read(long first, int frames, long engineMs) {
    for (long frame = first; frame < first + frames; frame++) {
      long at = frame * 1000 * MS;
      for (ModelUse use : provenance.models()) {
        timeline.add(span(use, Activity.QUEUE, frame, at, at + 500 * MS));
        timeline.add(span(use, Activity.PREPROCESS, frame, at, at + 2 * MS));
        timeline.add(span(use, Activity.ENGINE, frame, at + 2 * MS, at + (2 + engineMs) * MS));
      }
    }
  }

  private static Span span(ModelUse use, Activity activity, long frame, long from, long to) {
    return new Span(use.name(), activity, use.lane(), frame, from, to);
  }
}
