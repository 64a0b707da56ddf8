package duet.inference.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Inflow;
import duet.inference.plan.Objective;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Problems small enough to be solved by hand, in nanoseconds. Leaving the GPU costs 10, leaving a
 * DLA 20; a time of 0 means that the lane refuses the segment.
 */
class SchedulersTest {
  private static final List<Lane> ALL = List.of(Lane.GPU, Lane.DLA0, Lane.DLA1);
  private Objective objective = Objective.THROUGHPUT;
  private int programs = 16;
  private List<Lane> lanes = ALL.subList(0, 2);

  @Test
  void gpuOnlyRunsAllOnTheFirstLaneAndFallsBackWhereItMust() {
    Schedule whole = plan("gpu-only", task("a", times(100, 200), times(100, 200)));
    assertEquals(List.of(Route.on(Lane.GPU, 2)), whole.plan().routes());
    assertEquals(200, whole.metrics().p99Ns());
    Schedule fallen = plan("gpu-only", task("a", times(100, 200), times(0, 300)));
    assertEquals("GPU 0-0, DLA0 1-1", fallen.plan().routes().get(0).words());
    assertEquals(100 + 10 + 300, fallen.metrics().p99Ns());
  }

  @Test
  void severalStreamsHideTheHostThatOneWaitsFor() {
    Task task = Task.of("a", new ModelProfile("a", segments("a", times(100, 0)), 50));
    assertEquals(1e9 / 150, plan("gpu-only", task).metrics().framesPerSecond(), 1e-3);
    Schedule several = plan("gpu-only-streams", task);
    assertEquals(1e9 / 100, several.metrics().framesPerSecond(), 1e-3);
    assertEquals(2, several.plan().depth());
  }

  @Test
  void naivePutsTheFirstModelOnTheDlaAndWhatItRefusesOnTheGpu() {
    Task gan = task("gan", times(100, 150), times(100, 0), times(100, 150));
    Task yolo = task("yolo", times(200, 300));
    Schedule naive = plan("naive", gan, yolo);
    assertEquals("DLA0 0-0, GPU 1-1, DLA0 2-2", naive.plan().routes().get(0).words());
    assertEquals("GPU 0-0", naive.plan().routes().get(1).words());
    // DLA0: 150 + 20 + 150; GPU: 100 + 10 + 200.
    assertEquals(1e9 / 320, naive.metrics().framesPerSecond(), 1e-3);
    programs = 1;
    Schedule full = plan("naive", gan, yolo);
    assertEquals("DLA0 0-0, GPU 1-2", full.plan().routes().get(0).words());
  }

  @Test
  void pipelineCutsEachModelOnceInOneDirection() {
    Task a = task("a", times(100, 110), times(100, 110), times(100, 110));
    Task b = task("b", times(100, 110), times(100, 110), times(100, 110));
    Schedule pipeline = plan("pipeline", a, b);
    Lane first = pipeline.plan().routes().get(0).legs().get(0).lane();
    for (Route route : pipeline.plan().routes()) {
      assertEquals(2, route.legs().size());
      assertEquals(first, route.legs().get(0).lane());
    }
    // One is cut after its first, the other after its second: each lane runs three.
    assertEquals(1e9 / (3 * 110), pipeline.metrics().framesPerSecond(), 1e9 / 330 * 0.07);
  }

  @Test
  void oneCutFindsTheCutByTheDirectionOfTheHandOver() {
    Task task = task("a", times(100, 100), times(100, 100));
    Schedule schedule = plan("one-cut", task);
    // Leaving the GPU costs 10 and leaving the DLA 20.
    assertEquals("GPU 0-0, DLA0 1-1", schedule.plan().routes().get(0).words());
    assertEquals(1e9 / 110, schedule.metrics().framesPerSecond(), 1e-3);
  }

  @Test
  void oneCutCannotGoWhereTwoCutsAreNeeded() {
    Task task = task("a", times(100, 0), times(0, 100), times(100, 0));
    assertThrows(ImpossibleException.class, () -> plan("one-cut", task));
    assertEquals("GPU 0-0, DLA0 1-1, GPU 2-2", plan("duet", task).plan().routes().get(0).words());
  }

  @Test
  void oursUsesAllLanesAndProvesItWhereAllPlansCanBeTried() {
    lanes = ALL;
    Task a = task("a", times(100, 100, 100), times(100, 100, 100), times(100, 100, 100));
    Schedule ours = plan("duet", a);
    // One segment a lane; the two that are left cost 10 or 20 at least.
    assertEquals(1e9 / 120, ours.metrics().framesPerSecond(), 1e-3);
    Certificate.Exhaustive proof =
        assertInstanceOf(Certificate.Exhaustive.class, ours.certificate());
    assertEquals(27, proof.plans());
  }

  @Test
  void oursKeepsToTheProgramsThatALaneHolds() {
    programs = 1;
    Task a = task("a", times(100, 20), times(100, 0), times(100, 20));
    Schedule ours = plan("duet", a);
    assertTrue(ours.plan().transitions() <= 1, ours.plan().routes().get(0).words());
  }

  @Test
  void oursSavesEnergyOnTheLaneThatTakesLess() {
    objective = Objective.ENERGY;
    Schedule ours = plan("duet", task("a", times(100, 200), times(100, 200)));
    // 10 W idle: GPU 200 ns at 30 + 10 W = 8 uJ; DLA0 400 ns at 5 + 10 W = 6 uJ.
    assertEquals(6e-6, ours.metrics().joulesPerFrame(), 1e-12);
    assertEquals(List.of(Route.on(Lane.DLA0, 2)), ours.plan().routes());
  }

  @Test
  void oursSaysWhereGpuOnlyIsAtTheBoundAlready() {
    lanes = List.of(Lane.GPU);
    long[][] many = new long[400][];
    java.util.Arrays.fill(many, times(100));
    Schedule ours = plan("duet", task("a", many));
    assertEquals(1e9 / 40_000, ours.metrics().framesPerSecond(), 1e-6);
    assertInstanceOf(Certificate.Exhaustive.class, ours.certificate());
    lanes = ALL.subList(0, 2);
    Schedule slow = plan("duet", task("a", slowDla()));
    Certificate.Bounded bounded = assertInstanceOf(Certificate.Bounded.class, slow.certificate());
    assertTrue(bounded.why().contains("gpu-only is already within 1 % of it"), bounded.why());
  }

  private static long[][] slowDla() {
    long[][] many = new long[40][];
    java.util.Arrays.fill(many, times(100, 1_000_000));
    return many;
  }

  @Test
  void prefersWhatKeepsADeadlineToWhatIsFaster() {
    Task a = task("a", times(100, 100), times(100, 100));
    Task due = new Task("b", model("b", times(100, 100)), 0, OptionalLong.of(100));
    Schedule ours = plan("duet", a, due);
    assertEquals(0, ours.metrics().lateShare());
    Task never = new Task("b", model("b", times(100, 100)), 0, OptionalLong.of(99));
    String message =
        String.valueOf(
            assertThrows(ImpossibleException.class, () -> plan("duet", a, never)).getMessage());
    assertTrue(message.contains("'b'") && message.contains("fastest way"), message);
  }

  @Test
  void refusesNoTaskAndASegmentWithoutALaneByName() {
    assertThrows(ImpossibleException.class, () -> plan("duet"));
    String message =
        String.valueOf(
            assertThrows(
                    ImpossibleException.class,
                    () -> plan("duet", task("a", times(1, 1), times(0, 0))))
                .getMessage());
    assertTrue(message.contains("no lane can run 'a1'"), message);
    assertThrows(ImpossibleException.class, () -> Schedulers.named("magic"));
  }

  private Schedule plan(String scheduler, Task... tasks) {
    return Schedulers.named(scheduler).schedule(problem(List.of(tasks)));
  }

  private static long[] times(long... byLane) {
    return byLane;
  }

  private Task task(String name, long[]... segments) {
    return Task.of(name, model(name, segments));
  }

  private ModelProfile model(String name, long[]... segments) {
    return new ModelProfile(name, segments(name, segments), 0);
  }

  private List<Segment> segments(String name, long[]... times) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      Map<Lane, Load> loads = new HashMap<>();
      for (int lane = 0; lane < times[i].length; lane++) {
        if (times[i][lane] > 0) {
          loads.put(ALL.get(lane), new Load(times[i][lane], 0));
        }
      }
      segments.add(new Segment(name + i, 40, loads, Map.of()));
    }
    return segments;
  }

  private Problem problem(List<Task> tasks) {
    Subject subject = new Subject(Origin.SIMULATED_JETSON, "by hand", "FP16", Map.of());
    List<LaneTraits> traits =
        lanes.stream()
            .map(l -> new LaneTraits(l, Contention.NONE, l == Lane.GPU ? 30 : 5, programs(l)))
            .toList();
    List<Hop> hops = new ArrayList<>();
    for (Lane from : lanes) {
      for (Lane to : lanes) {
        if (from != to) {
          hops.add(new Hop(from, to, from == Lane.GPU ? 10 : 20, 0));
        }
      }
    }
    return new Problem(
        new Profile(subject, traits, tasks.stream().map(Task::model).toList(), hops, 10),
        tasks,
        objective,
        Inflow.saturated());
  }

  private int programs(Lane lane) {
    return lane == Lane.GPU ? 99 : programs;
  }
}
