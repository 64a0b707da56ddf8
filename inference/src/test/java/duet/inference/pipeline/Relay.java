package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Port;
import duet.inference.plan.Inflow;
import duet.inference.plan.Leg;
import duet.inference.plan.Objective;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.plan.Task;
import duet.inference.profile.Hop;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.profile.Subject;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Networks of four segments that are pieces of Java: each takes one number, adds its own to seven
 * times of it, and hands on. What comes out tells whether each segment ran once, in order, on the
 * right frame. Things can be made to happen at each call.
 */
final class Relay implements Engines {
  static final int SEGMENTS = 4;

  /** What happens at a call before the numbers are computed. */
  interface Event {
    void at(Lane lane, int task, int call);
  }

  final AtomicInteger bindings = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private final Event event;

  Relay(Event event) {
    this.event = event;
  }

  /** So short that nobody compares what it really took. */
  static Problem problem(Inflow inflow) {
    return problem(inflow, 10_000);
  }

  /** Two tasks on two lanes, all segments alike. */
  static Problem problem(Inflow inflow, long segmentNs) {
    Lane[] both = {Lane.CPU0, Lane.CPU1};
    Load load = new Load(segmentNs, 0);
    List<Segment> segments =
        IntStream.range(0, SEGMENTS)
            .mapToObj(i -> new Segment("s" + i, 4, Map.of(both[0], load, both[1], load), Map.of()))
            .toList();
    ModelProfile first = new ModelProfile("a", segments, 0);
    ModelProfile second = new ModelProfile("b", segments, 0);
    Profile profile =
        new Profile(
            new Subject(Origin.CPU_LANES, "none", "FP32", Map.of()),
            List.of(LaneTraits.of(both[0]), LaneTraits.of(both[1])),
            List.of(first, second),
            List.of(new Hop(both[0], both[1], 0, 0), new Hop(both[1], both[0], 0, 0)),
            0);
    List<Task> tasks = List.of(Task.of("a", first), Task.of("b", second));
    return new Problem(profile, tasks, Objective.THROUGHPUT, inflow);
  }

  /** The first task on a lane and half of the second; all else on the other. */
  static Plan split() {
    Route half = new Route(List.of(new Leg(Lane.CPU0, 0, 2), new Leg(Lane.CPU1, 2, SEGMENTS)));
    return new Plan(List.of(half, Route.on(Lane.CPU1, SEGMENTS)), 3);
  }

  /** All on the first lane that still runs all. */
  static Plan onOneLane(Problem problem) {
    Lane lane =
        problem.profile().laneNames().stream()
            .filter(l -> problem.tasks().stream().allMatch(task -> task.model().runsOn(l)))
            .findFirst()
            .orElseThrow();
    return new Plan(problem.tasks().stream().map(t -> Route.on(lane, SEGMENTS)).toList(), 3);
  }

  /** What a task makes of a number, exact in a float. */
  static int result(int task, int number) {
    int value = number;
    for (int segment = 0; segment < SEGMENTS; segment++) {
      value = step(task, segment, value);
    }
    return value;
  }

  private static int step(int task, int segment, int value) {
    return (value * 7 + segment + 10 * task) % 1_000_003;
  }

  @Override
  public Engine open(int task, Leg leg) {
    open.incrementAndGet();
    return new Part(task, leg);
  }

  private static Port port(int number) {
    return new Port("v" + number, DataType.FLOAT, Shape.of(1));
  }

  private final class Part implements Engine {
    private final int task;
    private final Leg leg;

    Part(int task, Leg leg) {
      this.task = task;
      this.leg = leg;
    }

    @Override
    public Lane lane() {
      return leg.lane();
    }

    @Override
    public List<Port> inputs() {
      return List.of(port(leg.from()));
    }

    @Override
    public List<Port> outputs() {
      return List.of(port(leg.to()));
    }

    @Override
    public Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
      bindings.incrementAndGet();
      Tensor in = Objects.requireNonNull(inputs.get("v" + leg.from()));
      Tensor out = Objects.requireNonNull(outputs.get("v" + leg.to()));
      return new Binding() {
        @Override
        public void run() {
          event.at(leg.lane(), task, calls.incrementAndGet());
          int value = (int) in.floats().get(0);
          for (int segment = leg.from(); segment < leg.to(); segment++) {
            value = step(task, segment, value);
          }
          out.floats().put(0, value);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  static InferenceException failure() {
    return new InferenceException(InferenceException.Kind.FAILED, "no luck");
  }
}
