package duet.app.desktop.lane;

import duet.inference.timeline.Span;
import duet.viewer.panel.lane.LaneSpan;
import duet.viewer.panel.lane.LaneSpan.Place;
import duet.viewer.panel.lane.LaneSpan.Work;
import duet.viewer.panel.lane.LaneUse;

/** The panel's words for what timelines hold. */
final class Words {
  private Words() {}

  static LaneUse use(duet.inference.timeline.LaneUse use, int queued) {
    return new LaneUse(
        use.lane().name(), use.busy(), use.framesPerSecond(), use.p50Ns(), use.p95Ns(), queued);
  }

  static LaneSpan span(Span span, Place place) {
    Work work =
        switch (span.activity()) {
          case QUEUE -> Work.QUEUE;
          case PREPROCESS -> Work.PREPROCESS;
          case ENGINE -> Work.ENGINE;
          case POSTPROCESS -> Work.POSTPROCESS;
          case TRANSITION -> Work.TRANSITION;
        };
    return new LaneSpan(
        span.lane().name(), span.task(), work, span.frame(), span.startNs(), span.endNs(), place);
  }
}
