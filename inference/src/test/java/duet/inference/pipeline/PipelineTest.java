package duet.inference.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.pipeline.Pipeline.Witness;
import duet.inference.pipeline.Pipeline.Work;
import duet.inference.plan.Admission;
import duet.inference.plan.Arrivals;
import duet.inference.plan.Inflow;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Mark;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineTest {
  private static final Relay.Event NOTHING = (lane, task, call) -> {};

  /** What came out, by task. */
  private final List<List<Integer>> results =
      List.of(
          Collections.synchronizedList(new ArrayList<>()),
          Collections.synchronizedList(new ArrayList<>()));

  private final Timeline timeline = new Timeline(10_000);
  private final AtomicLong skippedNs = new AtomicLong();

  private final class Parcel implements Cargo {
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

  private Pipeline open(Relay relay, Plan plan) {
    return open(relay, Relay.problem(Inflow.saturated()), plan);
  }

  private Pipeline open(Relay relay, Problem problem, Plan plan) {
    return Pipeline.open(
        new Work(problem, plan, relay, Relay::onOneLane),
        new Witness(timeline, mark -> {}, () -> System.nanoTime() + skippedNs.get()));
  }

  private static List<Integer> expected(int task, int frames) {
    return IntStream.range(0, frames).mapToObj(i -> Relay.result(task, i)).toList();
  }

  private void submit(Pipeline pipeline, int frames) throws InterruptedException {
    for (int i = 0; i < frames; i++) {
      pipeline.submit(new Parcel(i));
    }
  }

  /** Both tasks gave all frames, in order and right. */
  private void assertComplete(int frames) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (results.stream().anyMatch(r -> r.size() < frames) && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    assertEquals(expected(0, frames), results.get(0));
    assertEquals(expected(1, frames), results.get(1));
  }

  private List<Mark.Kind> marks() {
    return timeline.marks().stream().map(Mark::kind).toList();
  }

  private boolean awaitMark(Mark.Kind kind) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!marks().contains(kind) && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    return marks().contains(kind);
  }

  private static Route route(Random random) {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < Relay.SEGMENTS; i++) {
      lanes.add(random.nextBoolean() ? Lane.CPU0 : Lane.CPU1);
    }
    return Route.of(lanes);
  }

  @Property(tries = 60)
  void anyPlanGivesAllResultsInOrderAndRight(@ForAll Random random) throws InterruptedException {
    results.forEach(List::clear);
    Plan plan = new Plan(List.of(route(random), route(random)), 1 + random.nextInt(4));
    Relay relay = new Relay(NOTHING);
    try (Pipeline pipeline = open(relay, plan)) {
      submit(pipeline, 25);
      assertComplete(25);
    }
    assertEquals(0, relay.open.get());
  }

  @Test
  void buffersAreMadeOncePerFrameThatIsUnderway() throws InterruptedException {
    Relay relay = new Relay(NOTHING);
    try (Pipeline pipeline = open(relay, Relay.split())) {
      submit(pipeline, 200);
      assertComplete(200);
    }
    // Three frames at most are underway, over two legs and one.
    assertTrue(relay.bindings.get() <= 9, relay.bindings + " bindings");
  }

  @Test
  void theTimelineTellsEachLegAndEachChangeOfTheLane() throws InterruptedException {
    try (Pipeline pipeline = open(new Relay(NOTHING), Relay.split())) {
      submit(pipeline, 10);
      assertComplete(10);
    }
    List<Span> first = timeline.all().stream().filter(s -> s.task().equals("a")).toList();
    assertEquals(20, first.stream().filter(s -> s.activity() == Activity.ENGINE).count());
    assertEquals(
        Collections.nCopies(10, Lane.CPU0),
        first.stream().filter(s -> s.activity() == Activity.TRANSITION).map(Span::lane).toList());
    assertEquals(List.of(), timeline.marks());
  }

  @Test
  void whoOffersFasterThanTheLanesRunWaits() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    Relay relay = new Relay((lane, task, call) -> await(go));
    try (Pipeline pipeline = open(relay, Relay.split())) {
      // Three are underway and four wait.
      submit(pipeline, 7);
      Thread eighth =
          new Thread(
              () -> {
                try {
                  pipeline.submit(new Parcel(7));
                  done.set(true);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      eighth.start();
      while (eighth.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
      assertFalse(done.get());
      go.countDown();
      eighth.join();
      assertComplete(8);
    }
  }

  @Test
  void theOldestIsDroppedWhereThatIsAskedFor() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    Inflow dropping =
        new Inflow(new Arrivals.Saturated(), Admission.TOGETHER, 1, Inflow.Overflow.DROP_OLDEST);
    Plan single = new Plan(Relay.split().routes(), 1);
    try (Pipeline pipeline =
        open(new Relay((l, t, c) -> await(go)), Relay.problem(dropping), single)) {
      // 0 is underway, 3 waits; 1 and 2 waited longest when 2 and 3 came.
      submit(pipeline, 4);
      assertEquals(List.of(-2, -2), results.get(0));
      go.countDown();
      while (results.get(0).size() < 4 || results.get(1).size() < 4) {
        Thread.sleep(1);
      }
    }
    assertEquals(List.of(-2, -2, Relay.result(0, 0), Relay.result(0, 3)), results.get(0));
  }

  @Test
  void whatWaitsWhenItClosesGoesThroughWithoutWork() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Relay relay =
        new Relay(
            (lane, task, call) -> {
              started.countDown();
              await(go);
            });
    Pipeline pipeline = open(relay, Relay.split());
    submit(pipeline, 7);
    await(started);
    Thread closer = new Thread(pipeline::close);
    closer.start();
    while (closer.getState() == Thread.State.NEW || closer.getState() == Thread.State.RUNNABLE) {
      Thread.sleep(1);
    }
    go.countDown();
    closer.join();
    assertEquals(7, results.get(0).size());
    assertEquals(7, results.get(1).size());
    assertTrue(results.get(0).contains(-2));
    assertEquals(0, relay.open.get());
    assertThrows(IllegalStateException.class, () -> pipeline.submit(new Parcel(1)));
    pipeline.close();
  }

  @Test
  void anEngineThatFailsOnceCostsNothingWheneverItFails() throws InterruptedException {
    int calls = 6 * 3;
    for (int n = 1; n <= calls; n++) {
      results.forEach(List::clear);
      int fails = n;
      Relay relay =
          new Relay(
              (lane, task, call) -> {
                if (call == fails) {
                  throw Relay.failure();
                }
              });
      try (Pipeline pipeline = open(relay, Relay.split())) {
        submit(pipeline, 6);
        assertComplete(6);
        assertEquals(Relay.split(), pipeline.plan());
      }
      assertEquals(0, relay.open.get());
    }
    assertEquals(Collections.nCopies(calls, Mark.Kind.FAILURE), marks());
  }

  @Test
  void anotherLaneTakesOverFromAnEngineThatAlwaysFails() throws InterruptedException {
    for (int n = 1; n <= 12; n++) {
      results.forEach(List::clear);
      int fails = n;
      Relay relay =
          new Relay(
              (lane, task, call) -> {
                if (lane == Lane.CPU1 && call >= fails) {
                  throw Relay.failure();
                }
              });
      try (Pipeline pipeline = open(relay, Relay.split())) {
        submit(pipeline, 30);
        assertComplete(30);
        assertTrue(awaitMark(Mark.Kind.REPLAN));
      }
      assertTrue(marks().contains(Mark.Kind.TAKEOVER), marks().toString());
      assertEquals(0, relay.open.get());
    }
  }

  @Test
  void whatNoLaneCanRunFailsAndTheLanesGoOn() throws InterruptedException {
    Relay relay =
        new Relay(
            (lane, task, call) -> {
              if (task == 1) {
                throw Relay.failure();
              }
            });
    try (Pipeline pipeline = open(relay, Relay.split())) {
      submit(pipeline, 5);
      while (results.get(1).size() < 5 || results.get(0).size() < 5) {
        Thread.sleep(1);
      }
      assertEquals(expected(0, 5), results.get(0));
      assertEquals(Collections.nCopies(5, -1), results.get(1));
      assertEquals(Relay.split(), pipeline.plan());
    }
  }

  @Test
  void aLaneThatHangsIsGivenUpAndTakenAgainWhenItIsBack() throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    AtomicBoolean once = new AtomicBoolean();
    Relay relay =
        new Relay(
            (lane, task, call) -> {
              if (lane == Lane.CPU1 && call > 5 && once.compareAndSet(false, true)) {
                hangs.countDown();
                await(back);
              }
            });
    try (Pipeline pipeline = open(relay, Relay.split())) {
      Thread source = submitting(pipeline, 40);
      await(hangs);
      skippedNs.addAndGet(2_000_000_000L);
      source.join();
      assertComplete(40);
      assertTrue(awaitMark(Mark.Kind.REPLAN));
      assertTrue(pipeline.isLost(Lane.CPU1));
      assertEquals(Relay.onOneLane(Relay.problem(Inflow.saturated())), pipeline.plan());
      back.countDown();
      assertTrue(awaitMark(Mark.Kind.RETURN));
      assertFalse(pipeline.isLost(Lane.CPU1));
      // The late result of the lane went nowhere.
      assertComplete(40);
    }
    assertEquals(0, relay.open.get());
    assertEquals(Mark.Kind.HANG, marks().get(0));
  }

  @Test
  void closingDoesNotWaitForALaneThatHangs() throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    Relay relay =
        new Relay(
            (lane, task, call) -> {
              if (lane == Lane.CPU1) {
                hangs.countDown();
                await(back);
              }
            });
    Pipeline pipeline = open(relay, Relay.split());
    submit(pipeline, 5);
    await(hangs);
    skippedNs.addAndGet(2_000_000_000L);
    pipeline.close();
    assertEquals(5, results.get(0).size());
    assertEquals(5, results.get(1).size());
    assertTrue(relay.open.get() > 0);
    back.countDown();
    while (relay.open.get() > 0) {
      Thread.sleep(1);
    }
  }

  @Test
  void aLaneThatSlowsIsPlannedAnewWithItsTimesOfNow() throws InterruptedException {
    List<Problem> asked = Collections.synchronizedList(new ArrayList<>());
    Relay relay =
        new Relay(
            (lane, task, call) -> {
              // Two segments of a millisecond each in 6 ms; one frame at a time, one clock.
              skippedNs.addAndGet(lane == Lane.CPU0 ? 6_000_000 : 2_000_000);
            });
    Inflow own = new Inflow(new Arrivals.Saturated(), Admission.FREE, 4, Inflow.Overflow.WAIT);
    Problem problem = Relay.problem(own, 1_000_000);
    Route half = Relay.split().routes().get(0);
    Plan plan = new Plan(List.of(half, Route.on(Lane.CPU1, Relay.SEGMENTS)), 1);
    Work work =
        new Work(
            problem,
            plan,
            relay,
            now -> {
              asked.add(now);
              return Relay.onOneLane(now);
            });
    try (Pipeline pipeline =
        Pipeline.open(work, new Witness(timeline, mark -> {}, skippedNs::get))) {
      submit(pipeline, 20);
      assertTrue(awaitMark(Mark.Kind.REPLAN));
      while (results.get(0).size() < 20) {
        Thread.sleep(1);
      }
    }
    assertEquals(expected(0, 20), results.get(0));
    double slowed =
        asked.stream()
            .mapToLong(p -> p.tasks().get(0).model().on(Lane.CPU0, 0, 1).timeNs())
            .max()
            .orElseThrow();
    assertEquals(3e6, slowed);
  }

  private Thread submitting(Pipeline pipeline, int frames) {
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

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
