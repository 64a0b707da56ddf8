package duet.inference.simulation;

import duet.inference.device.Lane;
import duet.inference.plan.Admission;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.profile.Contention;
import duet.inference.profile.LaneTraits;
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

  /** So many times as many frames of one task as of another are no accident. */
  private static final int STARVED = 20;

  /** A lane with what it does and what waits for it. */
  private static final class Server {
    final Contention contention;
    final PriorityQueue<Job> queue = new PriorityQueue<>(Job.ORDER);
    @Nullable Job job;

    Server(Contention contention) {
      this.contention = contention;
    }
  }

  /** A frame that is on the host until a moment. */
  private record Ready(double atNs, int task, long frame, double sinceNs) {}

  private final Problem problem;
  private final List<List<Job.Work>> works;
  private final List<Gate> gates = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();
  private final Map<Lane, Server> serverOf = new EnumMap<>(Lane.class);
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
    for (LaneTraits traits : problem.profile().lanes()) {
      Server server = new Server(traits.contention());
      servers.add(server);
      serverOf.put(traits.lane(), server);
    }
    if (problem.inflow().admission() == Admission.TOGETHER) {
      gates.add(new Gate(IntStream.range(0, tasks).toArray(), problem.inflow(), plan));
    } else {
      IntStream.range(0, tasks)
          .forEach(task -> gates.add(new Gate(new int[] {task}, problem.inflow(), plan)));
    }
  }

  /**
   * Until so many frames went through, or with sources of their own so many through each task; a
   * task that another starves ends it sooner.
   *
   * @throws duet.inference.plan.ImpossibleException when the plan does not fit the problem
   */
  public static Simulated run(Problem problem, Plan plan, int frames) {
    plan.check(problem);
    return new Simulation(problem, plan).run(frames);
  }

  private Simulated run(int frames) {
    while (!done(frames)) {
      letIn();
      start();
      double next = Math.min(nextEvent(), nextStep());
      if (next == NEVER) {
        throw new IllegalStateException("nothing can happen any more");
      }
      advance(next);
      finish();
    }
    for (Server server : servers) {
      if (server.job != null) {
        span(server.job, activity(server.job));
      }
    }
    long dropped = gates.stream().mapToLong(gate -> gate.dropped).sum();
    return new Simulated(spans, passages, dropped, Math.round(now));
  }

  /** Where one task starves another with a source of its own, the other would never be done. */
  private boolean done(int frames) {
    boolean all = true;
    for (Gate gate : gates) {
      if (gate.completed >= STARVED * (long) frames) {
        return true;
      }
      all &= gate.completed >= frames;
    }
    return all;
  }

  private void letIn() {
    for (Gate gate : gates) {
      gate.arrive(now);
      for (long frame = gate.admit(now); frame >= 0; frame = gate.admit(now)) {
        for (int task : gate.tasks) {
          hostFree[task] = Math.max(now, hostFree[task]) + hostNs(task);
          onHost.add(new Ready(hostFree[task], task, frame, now));
        }
      }
    }
    while (!onHost.isEmpty() && onHost.peek().atNs() <= now) {
      Ready ready = onHost.remove();
      queue(new Job(works.get(ready.task()).get(0), ready.frame(), ready.sinceNs()));
    }
  }

  private long hostNs(int task) {
    return problem.tasks().get(task).model().hostNs();
  }

  private void queue(Job job) {
    Objects.requireNonNull(serverOf.get(job.work.lane())).queue.add(job);
  }

  private void start() {
    for (Server server : servers) {
      if (server.job == null && !server.queue.isEmpty()) {
        server.job = server.queue.remove();
        server.job.startNs = now;
      }
    }
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
    for (Server server : servers) {
      Job job = server.job;
      if (job != null) {
        double external = external(job);
        job.speed = external <= 0 ? 1 : server.contention.speed(job.demand(), external);
        next = Math.min(next, now + job.remaining / job.speed);
      }
    }
    return next;
  }

  /** What runs on the other lanes asks of the memory. */
  private double external(Job job) {
    double external = 0;
    for (Server server : servers) {
      external += server.job == null || server.job == job ? 0 : server.job.demand();
    }
    return external;
  }

  private void advance(double next) {
    for (Server server : servers) {
      Job job = server.job;
      if (job != null) {
        double left = job.remaining - (next - now) * job.speed;
        // A thousandth of a nanosecond is rounding, not work.
        job.remaining = left < 1e-3 ? 0 : left;
      }
    }
    now = next;
  }

  private void finish() {
    for (Server server : servers) {
      Job job = server.job;
      while (job != null && job.remaining == 0) {
        job = afterStep(job);
      }
      server.job = job;
    }
  }

  /** The job that goes on, or null when it is done with this lane. */
  private @Nullable Job afterStep(Job job) {
    boolean more = job.next();
    if (!more || job.step == job.work.hop()) {
      span(job, job.step > job.work.hop() ? Activity.TRANSITION : Activity.ENGINE);
    }
    if (more) {
      return job;
    }
    List<Job.Work> legs = works.get(job.work.task());
    if (job.work.leg() + 1 < legs.size()) {
      queue(new Job(legs.get(job.work.leg() + 1), job.frame, job.sinceNs));
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
