package duet.viewer.panel;

import java.util.ArrayList;
import java.util.List;

/** Ten seconds on two lanes. */
final class Lanes {
  private static final long MS = 1_000_000;

  private Lanes() {}

  static LaneSnapshot snapshot() {
    List<LaneSpan> spans = new ArrayList<>();
    fill(spans, "CPU0", "pix2pix", 410);
    fill(spans, "CPU1", "yolov8n", 290);
    return new LaneSnapshot(
        "measured on CPU lanes",
        10_000 * MS,
        List.of(
            new LaneUse("CPU0", 0.97, 2.3, 413 * MS, 452 * MS, 4),
            new LaneUse("CPU1", 0.71, 2.3, 292 * MS, 340 * MS, 0)),
        spans);
  }

  private static void fill(List<LaneSpan> spans, String lane, String task, long engineMs) {
    for (long ms = 0; ms + engineMs + 40 < 9_700; ms += 430) {
      long start = ms * MS;
      long engine = start + 12 * MS;
      long after = engine + engineMs * MS;
      spans.add(new LaneSpan(lane, task, LaneSpan.Work.QUEUE, start, start + 5 * MS));
      spans.add(new LaneSpan(lane, task, LaneSpan.Work.PREPROCESS, start, engine));
      spans.add(new LaneSpan(lane, task, LaneSpan.Work.ENGINE, engine, after));
      spans.add(new LaneSpan(lane, task, LaneSpan.Work.POSTPROCESS, after, after + 8 * MS));
    }
  }
}
