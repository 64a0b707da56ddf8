package duet.inference.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.plan.Admission;
import duet.inference.plan.Arrivals;
import duet.inference.plan.Inflow;
import duet.inference.plan.Plan;
import duet.inference.plan.Route;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes through a pipeline whose engines work. */
@Timeout(60)
class PipelineTest extends PipedFrames {
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
}
