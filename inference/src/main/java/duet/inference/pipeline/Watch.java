package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.pipeline.Outbox.Outcome;
import duet.inference.pipeline.Pipeline.Witness;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Leg;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.plan.Task;
import duet.inference.timeline.Mark;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Looks after a pipeline from a thread of its own: gives up lanes that hang, begins frames anew
 * that lost theirs, and asks for another plan when things have changed.
 */
final class Watch {
  private static final long PERIOD_NS = 20_000_000;

  /** A lane is late when it takes so many times as long as its profile says, but ... */
  private static final int PATIENCE = 4;

  /** ... not before a machine that does something else for a moment could be to blame. */
  private static final long SHORTEST_NS = 500_000_000;

  /** For engines of which no time is known. */
  private static final long UNKNOWN_NS = 30_000_000_000L;

  /** Who makes plans and opens what they need. */
  record Replanning(Function<Problem, Plan> planner, EnginePool pool) {}

  private final Board board;
  private final Exit exit;
  private final Witness witness;
  private final Replanning replanning;
  private final Map<Integer, Map<Lane, Way>> fallbacks = new HashMap<>();
  private final List<Way> retired = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "pipeline-watch");

  Watch(Board board, Exit exit, Witness witness, Replanning replanning) {
    this.board = board;
    this.exit = exit;
    this.witness = witness;
    this.replanning = replanning;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Something came in: from now on it has to be looked after. */
  void wake() {
    LockSupport.unpark(thread);
  }

  private void watch() {
    while (!board.isDone()) {
      if (board.isIdle()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, PERIOD_NS);
      }
      board.underway().forEach(this::check);
      board.takeStranded().forEach(this::beginAnew);
      if (board.takeChanged() && !board.isClosed()) {
        replan();
      }
      closeRetired();
    }
  }

  private void check(Run run) {
    long limit = limitNs(run);
    if (witness.nowNs().getAsLong() - run.startedNs <= limit) {
      return;
    }
    String words = run.lane() + " did not come back within " + limit / 1_000_000 + " ms";
    if (board.giveUp(run, new InferenceException(InferenceException.Kind.FAILED, words))) {
      witness.mark(run.lane(), Mark.Kind.HANG, words);
    }
  }

  private long limitNs(Run run) {
    Leg leg = run.way.leg(run.leg);
    long planned = task(run.trip).model().on(leg.lane(), leg.from(), leg.to()).timeNs();
    return planned == 0 ? UNKNOWN_NS : Math.max(SHORTEST_NS, PATIENCE * planned);
  }

  private Task task(Run.Trip trip) {
    return board.task(trip);
  }

  private void beginAnew(Run.Trip trip) {
    Optional<Way> way = board.isClosed() ? Optional.empty() : fallback(trip);
    if (way.isEmpty()) {
      exit.end(Outcome.failed(trip));
      return;
    }
    Lane lane = way.get().lane(0);
    witness.mark(lane, Mark.Kind.TAKEOVER, lane + " takes over " + task(trip).name());
    board.enqueue(new Run(trip, way.get()));
  }

  /** The quickest lane that is left for the whole task. */
  private Optional<Way> fallback(Run.Trip trip) {
    return board.lanesFor(trip).stream()
        .map(lane -> fallback(trip, lane))
        .filter(way -> way.refusal().isEmpty())
        .findFirst();
  }

  private Way fallback(Run.Trip trip, Lane lane) {
    int segments = task(trip).model().segments().size();
    return fallbacks
        .computeIfAbsent(trip.task, key -> new EnumMap<>(Lane.class))
        .computeIfAbsent(
            lane, key -> Way.open(trip.task, Route.on(lane, segments), replanning.pool()));
  }

  private void replan() {
    try {
      Problem now = board.problemNow();
      Plan plan = replanning.planner().apply(now);
      if (!plan.equals(board.plan())) {
        plan.check(now);
        List<Way> ways = Pipeline.Ways.open(now, plan, replanning.pool());
        retired.addAll(board.switchTo(plan, ways));
        Lane lane = plan.routes().get(0).legs().get(0).lane();
        witness.mark(lane, Mark.Kind.REPLAN, words(now, plan));
      }
    } catch (ImpossibleException | InferenceException e) {
      // The frames go on as they can; each that cannot says why.
      Lane lane = board.plan().routes().get(0).legs().get(0).lane();
      witness.mark(lane, Mark.Kind.REPLAN, "there is no other plan: " + e.getMessage());
    }
  }

  private static String words(Problem problem, Plan plan) {
    List<String> routes = new ArrayList<>();
    for (int i = 0; i < plan.routes().size(); i++) {
      routes.add(problem.tasks().get(i).name() + " on " + plan.routes().get(i).words());
    }
    return String.join("; ", routes);
  }

  private void closeRetired() {
    retired.removeIf(
        way -> {
          boolean free = way.canClose();
          if (free) {
            way.close();
          }
          return free;
        });
  }

  /** After all lanes have ended: frees every engine. */
  void close() {
    wake();
    Pipeline.join(thread, 0);
    retired.forEach(Way::close);
    retired.clear();
    fallbacks.values().forEach(ways -> ways.values().forEach(Way::close));
    fallbacks.clear();
    board.ways().forEach(Way::close);
  }
}
