package duet.viewer.panel.lane;

import duet.viewer.panel.lane.LaneSnapshot.Kind;
import duet.viewer.panel.lane.LaneSnapshot.MachineFact;
import duet.viewer.panel.lane.LaneSnapshot.Run;
import duet.viewer.panel.lane.LaneSpan.Place;
import duet.viewer.panel.lane.LaneSpan.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lanes made up for tests: two of a CPU, three of a simulated Jetson. */
public final class Lanes {
  private static final long MS = 1_000_000;
  private static final long US = 1_000;

  private Lanes() {}

  /** Two models on two lanes, with a plan, half a second; one run was moved to the other lane. */
  public static LaneSnapshot cpu() {
    List<LaneSpan> plan = new ArrayList<>();
    List<LaneSpan> run = new ArrayList<>();
    for (long frame = 0; frame < 8; frame++) {
      long start = 9_500 * MS + frame * 68 * MS;
      plan.add(engine("CPU0", "pix2pix-ct-mri", frame, start, 66 * MS));
      plan.add(engine("CPU1", "yolov8n-haemorrhage", frame, start, 33 * MS));
      happen(run, "CPU0", "pix2pix-ct-mri", frame, start + frame * 2 * MS, 63 * MS);
      String lane = frame == 4 ? "CPU0" : "CPU1";
      if (frame != 4) {
        happen(run, lane, "yolov8n-haemorrhage", frame, start + frame * 2 * MS, 29 * MS);
      }
    }
    long late = 9_500 * MS + 5 * 70 * MS - 14 * MS;
    run.add(
        new LaneSpan(
            "CPU0", "yolov8n-haemorrhage", Work.ENGINE, 4, late, late + 12 * MS, Place.FALLBACK));
    return new LaneSnapshot(
        new Run("measured on CPU lanes", "ONNX Runtime 1.26.0", Kind.MEASURED, 14.1),
        new TimeAxis(10_000 * MS, 500 * MS, TimeAxis.End.NOW),
        List.of(
            new LaneUse("CPU0", 0.97, 14.1, 68 * MS, 74 * MS, 2),
            new LaneUse("CPU1", 0.49, 14.1, 34 * MS, 38 * MS, 0)),
        run,
        Optional.of(
            new LanePlan(
                "multi-cut",
                "measured on CPU lanes",
                14.7,
                List.of(
                    new LaneUse("CPU0", 0.98, 14.7, 66 * MS, 66 * MS, 0),
                    new LaneUse("CPU1", 0.49, 14.7, 33 * MS, 33 * MS, 0)),
                plan)),
        List.of(),
        List.of(
            new MachineFact("CPU 87 %", "Share of all cores that worked in the last half second."),
            new MachineFact("memory 6.1 of 15.6 GB", "In use, without what could be freed.")));
  }

  /** Two networks swapped between GPU and DLA; nothing of it was measured. */
  public static LaneSnapshot simulatedOrin() {
    List<LaneSpan> plan = new ArrayList<>();
    List<LaneSpan> run = new ArrayList<>();
    for (long frame = 0; frame < 9; frame++) {
      long start = 4_000 * MS + frame * 2_300 * US;
      swapped(plan, frame, start);
      swapped(run, frame, start + frame * 20 * US);
    }
    return new LaneSnapshot(
        new Run(
            "simulated Jetson, not measured",
            "Jetson AGX Orin 64GB, MAXN, FP16",
            Kind.SIMULATED,
            428.6),
        new TimeAxis(4_020 * MS, 20 * MS, TimeAxis.End.LAST_WORK),
        List.of(
            new LaneUse("GPU", 0.92, 857.3, 1_100 * US, 1_150 * US, 1),
            new LaneUse("DLA0", 0.74, 428.6, 1_600 * US, 1_610 * US, 0),
            new LaneUse("DLA1", 0, 0, 0, 0, 0)),
        run,
        Optional.of(
            new LanePlan(
                "multi-cut",
                "simulated Jetson, not measured",
                434.8,
                List.of(
                    new LaneUse("GPU", 0.93, 869.6, 1_080 * US, 1_080 * US, 0),
                    new LaneUse("DLA0", 0.75, 434.8, 1_590 * US, 1_590 * US, 0),
                    new LaneUse("DLA1", 0, 0, 0, 0, 0)),
                plan)),
        List.of(),
        List.of(
            new MachineFact("CPU 61 %", "Share of all cores."),
            new MachineFact("memory 7.9 of 15.6 GB", "In use.")));
  }

  private static void swapped(List<LaneSpan> spans, long frame, long start) {
    spans.add(engine("GPU", "yolov8n", frame, start, 1_080 * US));
    spans.add(engine("DLA0", "pix2pix", frame, start, 1_590 * US));
    spans.add(
        new LaneSpan(
            "DLA0",
            "pix2pix",
            Work.TRANSITION,
            frame,
            start + 1_590 * US,
            start + 1_720 * US,
            Place.AS_PLANNED));
    spans.add(engine("GPU", "pix2pix", frame - 1, start + 1_150 * US, 1_060 * US));
  }

  private static LaneSpan engine(String lane, String task, long frame, long start, long ns) {
    return new LaneSpan(lane, task, Work.ENGINE, frame, start, start + ns, Place.AS_PLANNED);
  }

  private static void happen(
      List<LaneSpan> spans, String lane, String task, long frame, long start, long engineNs) {
    long engine = start + 2 * MS;
    long after = engine + engineNs;
    spans.add(span(lane, task, Work.QUEUE, frame, start - 5 * MS, start));
    spans.add(span(lane, task, Work.PREPROCESS, frame, start, engine));
    spans.add(span(lane, task, Work.ENGINE, frame, engine, after));
    spans.add(span(lane, task, Work.POSTPROCESS, frame, after, after + 2 * MS));
  }

  private static LaneSpan span(
      String lane, String task, Work work, long frame, long start, long end) {
    return new LaneSpan(lane, task, work, frame, start, end, Place.AS_PLANNED);
  }
}
