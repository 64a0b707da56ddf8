package duet.inference.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.plan.Admission;
import duet.inference.plan.Arrivals;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Inflow;
import duet.inference.plan.Inflow.Overflow;
import duet.inference.plan.Objective;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.plan.Task;
import duet.inference.profile.Contention;
import duet.inference.profile.Hop;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.profile.Subject;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Schedules small enough to be followed by hand, in nanoseconds. */
class SimulationTest {
  private static final Route GPU_THEN_DLA = Route.of(List.of(Lane.GPU, Lane.DLA0));
  private static final Route DLA_THEN_GPU = Route.of(List.of(Lane.DLA0, Lane.GPU));

  @Test
  void runsOneFrameLegAfterLegWithTheHandOverChargedToTheLaneThatIsLeft() {
    Simulated seen = run(problem(List.of(task("a"))), new Plan(List.of(GPU_THEN_DLA), 1), 1);
    assertEquals(
        List.of(
            new Span("a", Activity.ENGINE, Lane.GPU, 0, 0, 100),
            // 10 + 0.5 ns a byte of 40 bytes
            new Span("a", Activity.TRANSITION, Lane.GPU, 0, 100, 130),
            new Span("a", Activity.ENGINE, Lane.DLA0, 0, 130, 430)),
        seen.spans());
    assertEquals(List.of(new Passage(0, 0, 0, 430)), seen.passages());
  }

  @Test
  void keepsTheBusiestLaneBusyWhenEnoughFramesAreUnderway() {
    Problem problem = problem(List.of(task("a"), task("b")));
    Plan plan = new Plan(List.of(GPU_THEN_DLA, DLA_THEN_GPU), 4);
    Metrics metrics = Metrics.of(problem, plan, run(problem, plan, 100));
    // GPU: 100 + 30 of a, 200 of b = 330; DLA0: 300 of a, 200 + 20 + 0.5 * 40 of b = 540.
    assertEquals(1e9 / 540, metrics.framesPerSecond(), 1e9 / 540 * 1e-3);
    assertEquals(1, busy(metrics, Lane.DLA0), 1e-3);
    assertEquals(330.0 / 540, busy(metrics, Lane.GPU), 5e-3);
  }

  @Test
  void runsOneRoundAtATimeAtDepthOne() {
    Problem problem = problem(List.of(task("a"), task("b")));
    Plan plan = new Plan(List.of(Route.on(Lane.GPU, 2), Route.on(Lane.DLA0, 2)), 1);
    Metrics metrics = Metrics.of(problem, plan, run(problem, plan, 20));
    // a takes 100 + 200 on the GPU, b 200 + 300 on the DLA: the round takes 500.
    assertEquals(500, metrics.p99Ns());
    assertEquals(1e9 / 500, metrics.framesPerSecond(), 1e-6 * 1e9 / 500);
    assertEquals(0.6, busy(metrics, Lane.GPU), 1e-9);
  }

  @Test
  void letsTasksWithSourcesOfTheirOwnGoAtTheirOwnPace() {
    Inflow free = Inflow.free();
    Problem problem = problem(List.of(task("a"), task("b")), free, Contention.NONE);
    Plan plan = new Plan(List.of(Route.on(Lane.GPU, 2), Route.on(Lane.DLA0, 2)), 2);
    Metrics metrics = Metrics.of(problem, plan, run(problem, plan, 30));
    assertEquals(1e9 / 300 + 1e9 / 500, metrics.framesPerSecond(), 1e9 / 300 * 1e-6);
    assertEquals(1e9 / 300, metrics.lanes().get(0).framesPerSecond(), 1e3);
  }

  @Test
  void slowsOverlappingSegmentsByWhatTheMemoryLeavesThem() {
    // Both ask for 10 bytes a ns of a total of 15, floor 0, no share: each gets 15 - 10 = 5, half.
    Problem problem =
        problem(List.of(task("a"), task("b")), Inflow.saturated(), new Contention(15, 0, 0));
    Plan plan = new Plan(List.of(Route.on(Lane.GPU, 2), Route.on(Lane.DLA0, 2)), 1);
    Simulated seen = run(problem, plan, 1);
    // The GPU needs 300 alone and 600 at half speed. By then the DLA did 300 of its 500, and the
    // last 200 take 200.
    assertEquals(600, seen.passages().get(0).endedNs());
    assertEquals(800, seen.passages().get(1).endedNs());
  }

  @Test
  void losesNoFrameWhenTheSourceWaitsAndCountsThoseThatItDropsByChoice() {
    Arrivals fast = new Arrivals.Periodic(100);
    Plan plan = new Plan(List.of(Route.on(Lane.GPU, 2)), 1);
    Inflow waits = new Inflow(fast, Admission.TOGETHER, 2, Overflow.WAIT);
    Simulated kept = run(problem(List.of(task("a")), waits, Contention.NONE), plan, 50);
    assertEquals(0, kept.dropped());
    for (int i = 0; i < 50; i++) {
      assertEquals(i, kept.passages().get(i).frame());
      // One comes every 100 and takes 300.
      assertEquals(300 + 200L * i, kept.passages().get(i).latencyNs());
    }
    Inflow drops = new Inflow(fast, Admission.TOGETHER, 2, Overflow.DROP_OLDEST);
    Simulated fresh = run(problem(List.of(task("a")), drops, Contention.NONE), plan, 50);
    assertTrue(fresh.dropped() > 90, "dropped " + fresh.dropped());
    assertTrue(fresh.passages().stream().allMatch(p -> p.latencyNs() <= 600));
  }

  @Test
  void prefersTheMoreImportantTaskWhereTwoWait() {
    Task urgent = new Task("b", model("b"), 1, java.util.OptionalLong.of(400));
    Problem problem = problem(List.of(task("a"), urgent));
    Plan plan = new Plan(List.of(Route.on(Lane.GPU, 2), Route.on(Lane.GPU, 2)), 1);
    Simulated seen = run(problem, plan, 8);
    assertEquals("b", seen.spans().get(0).task());
    assertEquals(0, Metrics.of(problem, plan, seen).lateShare());
  }

  @Test
  void refusesAPlanThatTheLanesCannotRun() {
    Problem problem = problem(List.of(task("a")));
    Plan onDla1 = new Plan(List.of(Route.on(Lane.DLA1, 2)), 1);
    String message =
        String.valueOf(
            assertThrows(ImpossibleException.class, () -> run(problem, onDla1, 1)).getMessage());
    assertTrue(message.contains("DLA1 cannot run 'a/first': padding 1"), message);
    Plan tooShort = new Plan(List.of(Route.on(Lane.GPU, 1)), 1);
    assertThrows(ImpossibleException.class, () -> run(problem, tooShort, 1));
  }

  @Test
  void isTheSameEveryTime() {
    Problem problem =
        problem(List.of(task("a"), task("b")), Inflow.saturated(), new Contention(12, 3, .25));
    Plan plan = new Plan(List.of(GPU_THEN_DLA, DLA_THEN_GPU), 3);
    assertEquals(run(problem, plan, 60), run(problem, plan, 60));
  }

  private static Simulated run(Problem problem, Plan plan, int frames) {
    return Simulation.run(problem, plan, frames);
  }

  private static double busy(Metrics metrics, Lane lane) {
    return metrics.lanes().stream().filter(l -> l.lane() == lane).findFirst().orElseThrow().busy();
  }

  private static Task task(String name) {
    return Task.of(name, model(name));
  }

  /** On the GPU 100 and 200, on DLA0 200 and 300 ns; 10 bytes a ns; 40 bytes between. */
  private static ModelProfile model(String name) {
    return new ModelProfile(
        name,
        List.of(segment(name + "/first", 0, 100, 200), segment(name + "/second", 40, 200, 300)),
        0);
  }

  private static Segment segment(String name, long bytes, long gpu, long dla) {
    return new Segment(
        name,
        bytes,
        Map.of(Lane.GPU, new Load(gpu, 10 * gpu), Lane.DLA0, new Load(dla, 10 * dla)),
        Map.of(Lane.DLA1, "padding 1"));
  }

  private static Problem problem(List<Task> tasks) {
    return problem(tasks, Inflow.saturated(), Contention.NONE);
  }

  private static Problem problem(List<Task> tasks, Inflow inflow, Contention contention) {
    Subject subject = new Subject(Origin.SIMULATED_JETSON, "by hand", "FP16", Map.of());
    List<LaneTraits> lanes =
        List.of(
            new LaneTraits(Lane.GPU, contention, 30, 100),
            new LaneTraits(Lane.DLA0, contention, 5, 16),
            new LaneTraits(Lane.DLA1, contention, 5, 16));
    List<Hop> hops =
        List.of(new Hop(Lane.GPU, Lane.DLA0, 10, .5), new Hop(Lane.DLA0, Lane.GPU, 20, .5));
    Profile profile =
        new Profile(subject, lanes, tasks.stream().map(Task::model).distinct().toList(), hops, 10);
    return new Problem(profile, tasks, Objective.THROUGHPUT, inflow);
  }
}
