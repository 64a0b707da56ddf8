package duet.app.reading;

import com.sun.management.ThreadMXBean;
import duet.app.reading.BenchResult.LaneLine;
import duet.app.vision.Detector;
import duet.app.vision.Synthesiser;
import duet.app.vision.input.Pixels;
import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import duet.inference.engine.Optimisation;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import duet.models.card.InstalledModel;
import duet.viewer.geometry.Plane;
import duet.viewer.geometry.Point;
import duet.viewer.series.Patient;
import duet.viewer.series.SeriesHeader;
import duet.viewer.series.Slice;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Measures the reader against two yardsticks in one run: the bound that its busiest lane sets, and
 * the same two models one after the other on one thread. The modes take turns, so that a change in
 * what else the machine does meets both.
 */
public final class ReadingBench {
  private static final int EDGE = 512;
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 4;

  private final Backend backend;
  private final InstalledModel synthesis;
  private final InstalledModel detection;
  private final int perRound;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Slice slice = slice();

  private ReadingBench(
      Backend backend, InstalledModel synthesis, InstalledModel detection, int perRound) {
    this.backend = backend;
    this.synthesis = synthesis;
    this.detection = detection;
    this.perRound = perRound;
  }

  /**
   * Runs it; with full-size models about 15 seconds for 36 frames.
   *
   * @param frames to measure in each mode, at least 6
   */
  public static BenchResult run(
      Backend backend, InstalledModel synthesis, InstalledModel detection, int frames)
      throws InterruptedException {
    int perRound = Math.max(2, frames / ROUNDS);
    return new ReadingBench(backend, synthesis, detection, perRound).run();
  }

  private BenchResult run() throws InterruptedException {
    Timeline timeline = new Timeline(16 * ROUNDS * (perRound + WARM_UP));
    List<Span> spans = new ArrayList<>();
    long sequentialNs = 0;
    long pipelinedNs = 0;
    try (Synthesiser synthesiser = synthesiser();
        Detector detector = detector();
        Reader reader = Reader.open(backend, synthesis, detection, timeline)) {
      sequential(synthesiser, detector, WARM_UP);
      pipelined(reader, new ArrayList<>(), WARM_UP);
      long[] before = counters(reader);
      for (int round = 0; round < ROUNDS; round++) {
        sequentialNs += sequential(synthesiser, detector, perRound);
        pipelinedNs += pipelined(reader, spans, perRound);
      }
      long[] used = difference(counters(reader), before);
      int frames = ROUNDS * perRound;
      return new BenchResult(
          backend.name(),
          backend.origin(),
          frames,
          frames * 1e9 / sequentialNs,
          (frames - ROUNDS) * 1e9 / pipelinedNs,
          lines(reader, spans, used));
    }
  }

  private Synthesiser synthesiser() {
    Lane lane = backend.lanes().get(0);
    return Synthesiser.open(
        backend.open(synthesis.file(), lane, Optimisation.ALL), synthesis.card());
  }

  private Detector detector() {
    Lane lane = backend.lanes().get(Math.min(1, backend.lanes().size() - 1));
    return Detector.open(backend.open(detection.file(), lane, Optimisation.ALL), detection.card());
  }

  /** Nanoseconds for that many frames. */
  private long sequential(Synthesiser synthesiser, Detector detector, int frames) {
    long start = System.nanoTime();
    for (int i = 0; i < frames; i++) {
      synthesiser.apply(Pixels.of(slice, synthesis.card().input()));
      detector.apply(Pixels.of(slice, detection.card().input()));
    }
    return System.nanoTime() - start;
  }

  /** Nanoseconds from the first result to the last: one frame less, and the pipeline full. */
  private long pipelined(Reader reader, List<Span> spans, int frames) throws InterruptedException {
    long[] at = new long[frames];
    int[] count = {0};
    ReadingSession session =
        reader.begin(
            slice.header().seriesInstanceUid(),
            result -> {
              if (!result.complete()) {
                throw new IllegalStateException("a frame failed: " + result.synthesis());
              }
              at[count[0]++] = System.nanoTime();
            });
    for (int i = 0; i < frames; i++) {
      session.offer(slice);
    }
    session.finish();
    spans.addAll(session.spans());
    return at[frames - 1] - at[0];
  }

  /** CPU nanoseconds of both lanes, then their heap bytes. */
  private long[] counters(Reader reader) {
    long[] counters = new long[4];
    for (int i = 0; i < 2; i++) {
      long id = threadOf(reader.lanes().get(i));
      counters[i] = threads.getThreadCpuTime(id);
      counters[2 + i] = threads.getThreadAllocatedBytes(id);
    }
    return counters;
  }

  private long threadOf(Lane lane) {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().equals("lane-" + lane))
        .mapToLong(info -> info.getThreadId())
        .max()
        .orElseThrow();
  }

  private static long[] difference(long[] after, long[] before) {
    long[] difference = new long[after.length];
    Arrays.setAll(difference, i -> after[i] - before[i]);
    return difference;
  }

  private List<LaneLine> lines(Reader reader, List<Span> spans, long[] used) {
    int frames = ROUNDS * perRound;
    List<LaneLine> lines = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Lane lane = reader.lanes().get(i);
      long keptBytes = i == 0 ? 2L * EDGE * EDGE : 0;
      long[] engine = durations(spans, lane, Activity.ENGINE);
      long work =
          Arrays.stream(engine).sum()
              + Arrays.stream(durations(spans, lane, Activity.PREPROCESS)).sum()
              + Arrays.stream(durations(spans, lane, Activity.POSTPROCESS)).sum();
      lines.add(
          new LaneLine(
              lane,
              reader.provenance().models().get(i).name(),
              engine[engine.length / 2] / 1e6,
              work / 1e6 / frames,
              used[i] / 1e6 / frames,
              used[2 + i] / frames - keptBytes));
    }
    return lines;
  }

  private static long[] durations(List<Span> spans, Lane lane, Activity activity) {
    return spans.stream()
        .filter(span -> span.lane() == lane && span.activity() == activity)
        .mapToLong(Span::durationNs)
        .sorted()
        .toArray();
  }

  /** Seeded noise in the range of a head. */
  static Slice slice() {
    Random random = new Random(1);
    short[] hu = new short[EDGE * EDGE];
    for (int i = 0; i < hu.length; i++) {
      hu[i] = (short) random.nextInt(-20, 100);
    }
    SeriesHeader header =
        new SeriesHeader(new Patient("", "", "", ""), "", "bench", "", "CT", "", "", "", "");
    Plane plane = new Plane(new Point(0, 0, 0), new Point(1, 0, 0), new Point(0, 1, 0), 0.5, 0.5);
    return new Slice(header, "bench", 1, plane, EDGE, EDGE, hu, Optional.empty(), 0);
  }
}
