package duet.inference.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.device.Lane;
import duet.inference.pipeline.Pipeline.Witness;
import duet.inference.pipeline.Pipeline.Work;
import duet.inference.plan.Inflow;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.timeline.Mark;
import duet.inference.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Frames that carry their number through two tasks on two lanes, and what came out. */
abstract class PipedFrames {
  static final Relay.Event NOTHING = (lane, task, call) -> {};

  /** What came out, by task. */
  final List<List<Integer>> results =
      List.of(
          Collections.synchronizedList(new ArrayList<>()),
          Collections.synchronizedList(new ArrayList<>()));

  final Timeline timeline = new Timeline(10_000);
  final AtomicLong skippedNs = new AtomicLong();

  final class Parcel implements Cargo {
    private final int number;

    Parcel(int number) {
      this.number = number;
    }

    @Override
    public void load(int task, Buffers buffers) {
      Objects.requireNonNull(buffers.tensors().get("v0")).floats().put(0, number);
    }

    @Override
    public void unload(int task, Buffers buffers) {
      results
          .get(task)
          .add(
              (int)
                  Objects.requireNonNull(buffers.tensors().get("v" + Relay.SEGMENTS))
                      .floats()
                      .get(0));
    }

    @Override
    public void failed(int task, Lane lane, Throwable cause) {
      results.get(task).add(-1);
    }

    @Override
    public void dropped(int task) {
      results.get(task).add(-2);
    }
  }

  Pipeline open(Relay relay, Plan plan) {
    return open(relay, Relay.problem(Inflow.saturated()), plan);
  }

  Pipeline open(Relay relay, Problem problem, Plan plan) {
    return Pipeline.open(
        new Work(problem, plan, relay, Relay::onOneLane),
        new Witness(timeline, mark -> {}, () -> System.nanoTime() + skippedNs.get()));
  }

  static List<Integer> expected(int task, int frames) {
    return IntStream.range(0, frames).mapToObj(i -> Relay.result(task, i)).toList();
  }

  void submit(Pipeline pipeline, int frames) throws InterruptedException {
    for (int i = 0; i < frames; i++) {
      pipeline.submit(new Parcel(i));
    }
  }

  /** Both tasks gave all frames, in order and right. */
  void assertComplete(int frames) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (results.stream().anyMatch(r -> r.size() < frames) && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    assertEquals(expected(0, frames), results.get(0));
    assertEquals(expected(1, frames), results.get(1));
  }

  List<Mark.Kind> marks() {
    return timeline.marks().stream().map(Mark::kind).toList();
  }

  boolean awaitMark(Mark.Kind kind) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!marks().contains(kind) && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    return marks().contains(kind);
  }

  Thread submitting(Pipeline pipeline, int frames) {
    Thread source =
        new Thread(
            () -> {
              try {
                submit(pipeline, frames);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    source.start();
    return source;
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
