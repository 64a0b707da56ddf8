package duet.inference.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import duet.inference.timeline.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of frames when engines fail, hang or slow down in mid-stream. */
@Timeout(60)
class PipelineFaultTest extends PipedFrames {
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
}
