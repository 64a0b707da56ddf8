package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.plan.Admission;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.timeline.LaneClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Who waits for which lane. Its monitor guards all that the threads of a pipeline share; it is
 * never held while an engine runs or foreign code is called.
 */
final class Board {
  final Problem problem;
  private final LaneClock clock;
  private final Health health = new Health();
  private final Map<Lane, PriorityQueue<Run>> queues = new EnumMap<>(Lane.class);
  private final Map<Lane, Run> current = new EnumMap<>(Lane.class);
  private final List<Gate> gates = new ArrayList<>();
  private final List<Outbox> outboxes = new ArrayList<>();
  private final List<Run.Trip> stranded = new ArrayList<>();
  private Plan plan;
  private List<Way> ways;
  private long admitted;
  private boolean closed;
  private boolean changed;

  Board(Pipeline.Work work, List<Way> ways, LaneClock clock) {
    this.clock = clock;
    problem = work.problem();
    plan = work.plan();
    this.ways = ways;
    int tasks = problem.tasks().size();
    problem.profile().laneNames().forEach(l -> queues.put(l, new PriorityQueue<>(Run.ORDER)));
    IntStream.range(0, tasks).forEach(task -> outboxes.add(new Outbox()));
    if (problem.inflow().admission() == Admission.TOGETHER) {
      gates.add(new Gate(IntStream.range(0, tasks).toArray(), problem.inflow()));
    } else {
      IntStream.range(0, tasks)
          .forEach(task -> gates.add(new Gate(new int[] {task}, problem.inflow())));
    }
  }

  synchronized void numberFrom(long frame) {
    if (!gates.stream().allMatch(Gate::isEmpty) || admitted > 0) {
      throw new IllegalStateException("frames are underway that have numbers");
    }
    gates.forEach(gate -> gate.numberFrom(frame));
    outboxes.forEach(outbox -> outbox.numberFrom(frame));
  }

  synchronized Plan plan() {
    return plan;
  }

  Task task(Run.Trip trip) {
    return problem.tasks().get(trip.task);
  }

  /** How many legs wait for a lane, and how many frames that begin on it and are not in yet. */
  synchronized int waiting(Lane lane) {
    int outside = 0;
    for (Gate gate : gates) {
      boolean begins = IntStream.of(gate.tasks).anyMatch(task -> ways.get(task).lane(0) == lane);
      outside += begins ? gate.waiting() : 0;
    }
    return outside + queue(lane).size();
  }

  private PriorityQueue<Run> queue(Lane lane) {
    return Objects.requireNonNull(queues.get(lane), () -> "no lane " + lane);
  }

  /**
   * Waits for room.
   *
   * @return what has to go for it
   * @throws IllegalStateException when the pipeline is closed
   */
  synchronized Optional<Gate.Offered> offer(int gateNumber, Gate.Offered offered)
      throws InterruptedException {
    Gate gate = gates.get(gateNumber);
    while (!closed && gate.isFull()) {
      wait();
    }
    if (closed) {
      throw new IllegalStateException("the pipeline is closed");
    }
    return gate.put(offered);
  }

  int[] tasksOf(int gate) {
    return gates.get(gate).tasks;
  }

  /** Lets in what may; gives the trips that cannot even begin. */
  synchronized List<Run.Trip> admit() {
    List<Run.Trip> hopeless = new ArrayList<>();
    for (Gate gate : gates) {
      Optional<Gate.Admitted> next = gate.admit(plan.depth(), admitted++);
      while (next.isPresent()) {
        long offered = clock.offered(next.get().frame(), next.get().offered().ns());
        for (int task : gate.tasks) {
          begin(trip(task, next.get(), offered), hopeless);
        }
        next = gate.admit(plan.depth(), admitted++);
      }
    }
    notifyAll();
    return hopeless;
  }

  private Run.Trip trip(int task, Gate.Admitted frame, long offeredNs) {
    return new Run.Trip(task, frame, offeredNs, problem.tasks().get(task).priority());
  }

  private void begin(Run.Trip trip, List<Run.Trip> hopeless) {
    Way way = ways.get(trip.task);
    if (way.refusal().isPresent()) {
      trip.fail(way.lane(0), way.refusal().get());
      hopeless.add(trip);
    } else {
      enqueue(new Run(trip, way));
    }
  }

  /** Puts a run before the lane of its leg; where that is lost, it strands. */
  synchronized void enqueue(Run run) {
    if (health.isLost(run.lane())) {
      strand(run);
    } else {
      queue(run.lane()).add(run);
      notifyAll();
    }
  }

  /** Another lane has to begin it anew. */
  synchronized void strand(Run run) {
    run.release();
    stranded.add(run.trip);
  }

  /** The next leg for a lane, waiting for one; empty once the pipeline is closed and drained. */
  synchronized Optional<Run> next(Lane lane) throws InterruptedException {
    while (queue(lane).isEmpty() && !isDone()) {
      wait();
    }
    return Optional.ofNullable(queue(lane).poll());
  }

  /** An engine is about to run. */
  synchronized void begin(Run run, long nowNs) {
    run.startedNs = nowNs;
    current.put(run.lane(), run);
  }

  /** An engine is back; false when nobody waits for it any more. */
  synchronized boolean end(Run run) {
    return current.remove(run.lane(), run);
  }

  /** The runs that are underway, at most one a lane. */
  synchronized List<Run> underway() {
    return List.copyOf(current.values());
  }

  /** Gives a lane up, and all that waits for it; false when its engine came back just now. */
  synchronized boolean giveUp(Run run, InferenceException late) {
    Lane lane = run.lane();
    if (!current.remove(lane, run)) {
      return false;
    }
    health.lose(lane);
    run.trip.because(lane, late);
    // Its buffers stay with the engine, which may still write to them.
    stranded.add(run.trip);
    queue(lane).forEach(this::strand);
    queue(lane).clear();
    changed = true;
    return true;
  }

  /** The engine of a lane that was given up is back after all. */
  synchronized void regain(Run run) {
    run.release();
    health.regain(run.lane());
    changed = true;
  }

  synchronized boolean isLost(Lane lane) {
    return health.isLost(lane);
  }

  /** Takes a measured time beside that of the profile; gives whether the lane has changed. */
  synchronized boolean drifts(Lane lane, long measuredNs, long profileNs, long nowNs) {
    boolean drifts = health.drifts(lane, measuredNs, profileNs, nowNs);
    changed |= drifts;
    return drifts;
  }

  /** A trip succeeded: where it failed before, the lane was to blame and not the frame. */
  synchronized void breaks(Run.Trip trip) {
    for (Lane lane : trip.failedOn) {
      changed |= health.breaks(task(trip).model().model(), lane);
    }
  }

  /** The lanes that can begin a trip anew, the quickest first. */
  synchronized List<Lane> lanesFor(Run.Trip trip) {
    Task task = task(trip);
    int segments = task.model().segments().size();
    return problem.profile().laneNames().stream()
        .filter(lane -> health.canRun(task, lane) && !trip.failedOn.contains(lane))
        .sorted(
            Comparator.comparingDouble(
                lane -> task.model().on(lane, 0, segments).timeNs() * health.factor(lane)))
        .toList();
  }

  /** The problem with the lanes as they are now. */
  synchronized Problem problemNow() {
    return health.of(problem);
  }

  /** Whether anything is not as the plan expects since the last call. */
  synchronized boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  synchronized List<Run.Trip> takeStranded() {
    List<Run.Trip> all = List.copyOf(stranded);
    stranded.clear();
    return all;
  }

  /** Frames that come from now on take other ways; gives those that none takes any more. */
  synchronized List<Way> switchTo(Plan other, List<Way> otherWays) {
    List<Way> old = ways;
    plan = other;
    ways = otherWays;
    old.forEach(Way::retire);
    return old;
  }

  /** All ways that are in use, for who closes them at the end. */
  synchronized List<Way> ways() {
    return ways;
  }

  /** Puts what ended where its turn is waited for; true when the caller has to hand out. */
  synchronized boolean ended(Outbox.Outcome outcome) {
    Outbox outbox = outboxes.get(outcome.trip().task);
    outbox.put(outcome);
    return outbox.begin();
  }

  synchronized Optional<Outbox.Outcome> takeEnded(int task) {
    return outboxes.get(task).take();
  }

  /** A frame is through a task, and what it came with was handed out. */
  synchronized void leave(Outbox.Outcome outcome) {
    outcome.run().ifPresent(Run::release);
    Run.Trip trip = outcome.trip();
    gates.get(gates.size() == 1 ? 0 : trip.task).done(trip.frame);
    notifyAll();
  }

  /** Waits until nothing is underway and nothing waits. */
  synchronized void awaitEmpty() throws InterruptedException {
    while (!gates.stream().allMatch(Gate::isEmpty)) {
      wait();
    }
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Whether nothing is underway, and nothing has to be looked after. */
  synchronized boolean isIdle() {
    return !changed && gates.stream().allMatch(Gate::isEmpty);
  }

  /** Whether nothing is underway and nothing will be again. */
  synchronized boolean isDone() {
    return closed && gates.stream().allMatch(Gate::isEmpty);
  }
}
