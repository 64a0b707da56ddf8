package duet.app.planning;

import duet.inference.device.Lane;
import duet.inference.pipeline.Buffers;
import duet.inference.pipeline.Cargo;
import duet.inference.pipeline.Engines;
import duet.inference.pipeline.Pipeline;
import duet.inference.schedule.Schedule;
import duet.inference.timeline.LaneUse;
import duet.inference.timeline.Timeline;
import duet.inference.timeline.Utilisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Some frames through a schedule, for real. */
final class PlanTrial {
  /**
   * What became of them, once it ran evenly: the first quarter is left out, as in {@link
   * duet.inference.simulation.Metrics}.
   *
   * @param busy share of each lane
   * @param sums check sums by task and frame
   */
  record Truth(double framesPerSecond, Map<Lane, Double> busy, long[][] sums) {}

  private final Schedule schedule;
  private final Frames frames;
  private final List<List<String>> results;
  private final int count;
  private final long[][] sums;
  private final long[][] endedNs;
  private final CountDownLatch left;
  private final long[] last;
  private final List<String> failures = new ArrayList<>();
  private int disordered;

  /**
   * One run.
   *
   * @param results names of what each task gives
   */
  PlanTrial(Schedule schedule, Frames frames, List<List<String>> results, int count) {
    this.schedule = schedule;
    this.frames = frames;
    this.results = results;
    this.count = count;
    sums = new long[results.size()][count];
    endedNs = new long[results.size()][count];
    last = new long[results.size()];
    Arrays.fill(last, -1);
    left = new CountDownLatch(results.size() * count);
  }

  Truth run(Engines engines) throws InterruptedException {
    Timeline timeline = new Timeline(count * 40);
    Pipeline.Work work =
        new Pipeline.Work(schedule.problem(), schedule.plan(), engines, problem -> schedule.plan());
    run(work, Pipeline.Witness.of(timeline));
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.get(0));
    }
    return truth(timeline);
  }

  /** Until every frame has its result or was lost. */
  void run(Pipeline.Work work, Pipeline.Witness witness) throws InterruptedException {
    try (Pipeline pipeline = Pipeline.open(work, witness)) {
      for (int i = 0; i < count; i++) {
        pipeline.submit(new Numbered(i));
      }
      left.await();
    }
  }

  /** Frames without a result, of all tasks. */
  int lost() {
    synchronized (failures) {
      return failures.size();
    }
  }

  /** Results that did not come in the order of their frames. */
  int disordered() {
    synchronized (failures) {
      return disordered;
    }
  }

  /** Check sums by task and frame. */
  long[][] sums() {
    return sums;
  }

  private Truth truth(Timeline timeline) {
    long[] ends = new long[count];
    for (int i = 0; i < count; i++) {
      int frame = i;
      ends[i] = Arrays.stream(endedNs).mapToLong(its -> its[frame]).max().orElseThrow();
    }
    int first = count / 4;
    long from = ends[first];
    long to = ends[count - 1];
    Map<Lane, Double> busy = new EnumMap<>(Lane.class);
    for (LaneUse use : Utilisation.of(timeline.all(), from, to)) {
      busy.put(use.lane(), use.busy());
    }
    return new Truth((count - 1 - first) * 1e9 / (to - from), busy, sums);
  }

  private void inOrder(int task, int number) {
    synchronized (failures) {
      disordered += number == last[task] + 1 ? 0 : 1;
      last[task] = number;
    }
  }

  private final class Numbered implements Cargo {
    private final int number;

    Numbered(int number) {
      this.number = number;
    }

    @Override
    public void load(int task, Buffers buffers) {
      frames.load(task, number, buffers.tensors());
    }

    @Override
    public void unload(int task, Buffers buffers) {
      sums[task][number] = frames.checkSum(results.get(task), buffers.tensors());
      endedNs[task][number] = System.nanoTime();
      inOrder(task, number);
      left.countDown();
    }

    @Override
    public void failed(int task, Lane lane, Throwable cause) {
      synchronized (failures) {
        failures.add(lane + ": " + cause.getMessage());
      }
      left.countDown();
    }

    @Override
    public void dropped(int task) {
      failed(task, Lane.CPU0, new IllegalStateException("a frame was dropped"));
    }
  }
}
