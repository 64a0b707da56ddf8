package duet.inference.simulation;

import duet.inference.device.Lane;
import duet.inference.plan.Admission;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.profile.Contention;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows a plan on a virtual clock.
 *
 * <p>Each lane serves one leg at a time and finishes it before it takes another. A leg goes through
 * its segments; while segments on several lanes overlap, each runs at the speed that {@link
 * duet.inference.profile.Contention} leaves it, and the speeds are set anew whenever any segment
 * begins or ends. Between two such moments all speeds are constant, so the simulation is exact and
 * not a matter of a step's length.
 */
public final class Simulation {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  /** A frame that is on the host until a moment. */
  private record Ready(double atNs, int task, long frame) {}

  private final Problem problem;
  private final List<List<Job.Work>> works;
  private final List<Gate> gates = new ArrayList<>();
  private final Map<Lane, PriorityQueue<Job>> queues = new EnumMap<>(Lane.class);
  private final Map<Lane, Contention> contention = new EnumMap<>(Lane.class);
  private final Map<Lane, Job> running = new EnumMap<>(Lane.class);
  private final PriorityQueue<Ready> onHost =
      new PriorityQueue<>(
          Comparator.comparingDouble(Ready::atNs)
              .thenComparingLong(Ready::frame)
              .thenComparingInt(Ready::task));
  private final double[] hostFree;
  private final List<Span> spans = new ArrayList<>();
  private final List<Passage> passages = new ArrayList<>();
  private double now;

  private Simulation(Problem problem, Plan plan) {
    this.problem = problem;
    works = Works.of(problem, plan);
    int tasks = problem.tasks().size();
    hostFree = new double[tasks];
    problem.profile().lanes().forEach(t -> contention.put(t.lane(), t.contention()));
    problem.profile().laneNames().forEach(lane -> queues.put(lane, new PriorityQueue<>(Job.ORDER)));
    if (problem.inflow().admission() == Admission.TOGETHER) {
      gates.add(new Gate(IntStream.range(0, tasks).toArray(), problem.inflow(), plan));
    } else {
      IntStream.range(0, tasks)
          .forEach(task -> gates.add(new Gate(new int[] {task}, problem.inflow(), plan)));
    }
  }

  /**
   * Until so many frames went through, or with sources of their own so many through each task.
   *
   * @throws duet.inference.plan.ImpossibleException when the plan does not fit the problem
   */
  public static Simulated run(Problem problem, Plan plan, int frames) {
    plan.check(problem);
    return new Simulation(problem, plan).run(frames);
  }

  private Simulated run(int frames) {
    while (gates.stream().anyMatch(gate -> gate.completed < frames)) {
      letIn();
      start();
      double next = Math.min(nextEvent(), nextStep());
      if (next == NEVER) {
        throw new IllegalStateException("nothing can happen any more");
      }
      advance(next);
      finish();
    }
    running.values().forEach(job -> span(job, activity(job)));
    long dropped = gates.stream().mapToLong(gate -> gate.dropped).sum();
    return new Simulated(spans, passages, dropped, Math.round(now));
  }

  private void letIn() {
    for (Gate gate : gates) {
      gate.arrive(now);
      for (long frame = gate.admit(now); frame >= 0; frame = gate.admit(now)) {
        for (int task : gate.tasks) {
          hostFree[task] = Math.max(now, hostFree[task]) + hostNs(task);
          onHost.add(new Ready(hostFree[task], task, frame));
        }
      }
    }
    while (!onHost.isEmpty() && onHost.peek().atNs() <= now) {
      Ready ready = onHost.remove();
      queue(new Job(works.get(ready.task()).get(0), ready.frame()));
    }
  }

  private long hostNs(int task) {
    return problem.tasks().get(task).model().hostNs();
  }

  private void queue(Job job) {
    Objects.requireNonNull(queues.get(job.work.lane())).add(job);
  }

  private void start() {
    queues.forEach(
        (lane, queue) -> {
          if (!running.containsKey(lane) && !queue.isEmpty()) {
            Job job = queue.remove();
            job.startNs = now;
            running.put(lane, job);
          }
        });
  }

  private double nextEvent() {
    double next = onHost.isEmpty() ? NEVER : onHost.peek().atNs();
    for (Gate gate : gates) {
      next = Math.min(next, Math.max(now, gate.nextArrival()));
    }
    return next;
  }

  private double nextStep() {
    double next = NEVER;
    for (Job job : running.values()) {
      job.speed = speed(job);
      next = Math.min(next, now + job.remaining / job.speed);
    }
    return next;
  }

  private double speed(Job job) {
    double external = 0;
    for (Job other : running.values()) {
      external += other == job ? 0 : other.demand();
    }
    Contention own = contention.getOrDefault(job.work.lane(), Contention.NONE);
    return external == 0 ? 1 : own.speed(job.demand(), external);
  }

  private void advance(double next) {
    for (Job job : running.values()) {
      double left = job.remaining - (next - now) * job.speed;
      // A thousandth of a nanosecond is rounding, not work.
      job.remaining = left < 1e-3 ? 0 : left;
    }
    now = next;
  }

  private void finish() {
    for (Lane lane : List.copyOf(running.keySet())) {
      Job job = running.get(lane);
      while (job != null && job.remaining == 0) {
        job = afterStep(lane, job);
      }
    }
  }

  /** The job that goes on, or null when it is done with this lane. */
  private @Nullable Job afterStep(Lane lane, Job job) {
    boolean more = job.next();
    if (!more || job.step == job.work.hop()) {
      span(job, job.step > job.work.hop() ? Activity.TRANSITION : Activity.ENGINE);
    }
    if (more) {
      return job;
    }
    running.remove(lane);
    List<Job.Work> legs = works.get(job.work.task());
    if (job.work.leg() + 1 < legs.size()) {
      queue(new Job(legs.get(job.work.leg() + 1), job.frame));
    } else {
      leave(job);
    }
    return null;
  }

  private static Activity activity(Job running) {
    return running.step == running.work.hop() ? Activity.TRANSITION : Activity.ENGINE;
  }

  private void span(Job job, Activity activity) {
    String task = problem.tasks().get(job.work.task()).name();
    long end = Math.round(now);
    spans.add(new Span(task, activity, job.work.lane(), job.frame, Math.round(job.startNs), end));
    job.startNs = now;
  }

  private void leave(Job job) {
    int task = job.work.task();
    Gate gate = gates.size() == 1 ? gates.get(0) : gates.get(task);
    long arrived = gate.done(job.frame);
    passages.add(new Passage(task, job.frame, arrived, Math.round(now)));
  }
}
