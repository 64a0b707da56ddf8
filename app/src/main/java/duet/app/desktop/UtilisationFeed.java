package duet.app.desktop;

import duet.app.reading.Reader;
import duet.inference.device.Lane;
import duet.inference.timeline.Span;
import duet.inference.timeline.Utilisation;
import duet.viewer.panel.LaneSnapshot;
import duet.viewer.panel.LaneSpan;
import duet.viewer.panel.LaneUse;
import duet.viewer.panel.UtilisationPanel;
import java.util.List;
import java.util.function.LongSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/**
 * Shows four times a second what the lanes do, as long as they do something; then one last time. FX
 * thread.
 */
final class UtilisationFeed {
  private static final long SHOWN_NS = 10_000_000_000L;

  private final Reader reader;
  private final UtilisationPanel panel;
  private final LongSupplier clockNs;
  private final Timeline beat = new Timeline(new KeyFrame(Duration.millis(250), event -> show()));

  /**
   * @param clockNs the clock of the reader's timeline
   */
  UtilisationFeed(Reader reader, UtilisationPanel panel, LongSupplier clockNs) {
    this.reader = reader;
    this.panel = panel;
    this.clockNs = clockNs;
    beat.setCycleCount(Animation.INDEFINITE);
    show();
  }

  void start() {
    beat.play();
  }

  void stop() {
    if (beat.getStatus() == Animation.Status.RUNNING) {
      beat.stop();
      show();
    }
  }

  private void show() {
    long now = clockNs.getAsLong();
    List<Span> spans = reader.timeline().since(now - SHOWN_NS);
    List<duet.inference.timeline.LaneUse> uses = Utilisation.of(spans, now - SHOWN_NS, now);
    panel.show(
        new LaneSnapshot(
            reader.provenance().origin().words(),
            now,
            reader.lanes().stream().map(lane -> use(lane, uses)).toList(),
            spans.stream().map(UtilisationFeed::span).toList()));
  }

  private LaneUse use(Lane lane, List<duet.inference.timeline.LaneUse> uses) {
    return uses.stream()
        .filter(use -> use.lane() == lane)
        .findFirst()
        .map(
            use ->
                new LaneUse(
                    lane.name(),
                    use.busy(),
                    use.framesPerSecond(),
                    use.p50Ns(),
                    use.p95Ns(),
                    reader.queueDepth(lane)))
        .orElse(new LaneUse(lane.name(), 0, 0, 0, 0, 0));
  }

  private static LaneSpan span(Span span) {
    LaneSpan.Work work =
        switch (span.activity()) {
          case QUEUE -> LaneSpan.Work.QUEUE;
          case PREPROCESS -> LaneSpan.Work.PREPROCESS;
          case ENGINE -> LaneSpan.Work.ENGINE;
          case POSTPROCESS -> LaneSpan.Work.POSTPROCESS;
          case TRANSITION -> LaneSpan.Work.TRANSITION;
        };
    return new LaneSpan(span.lane().name(), span.task(), work, span.startNs(), span.endNs());
  }
}
