package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.plan.Leg;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.profile.Profile;
import duet.inference.timeline.LaneClock;
import duet.inference.timeline.Mark;
import duet.inference.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Follows a plan on real engines: frames go leg by leg over the lanes, several at a time, and each
 * lane always takes the oldest frame that waits for it.
 *
 * <pre>
 *   submit - gate - lane - lane - ... - outbox - unload       lane = one thread, one leg at a time
 *             |      |_____________________|
 *          depth             watch: an engine that fails or hangs, a lane that slows
 * </pre>
 *
 * <p>No frame is lost to a lane. An engine that fails runs once more; fails it again, another lane
 * runs the frame from its start, and if that succeeds the plan is made anew without the engine that
 * fails. A lane that does not come back in time is given up with the buffers it may still write to,
 * and taken again when it does come back. Frames underway stay on the routes on which they began.
 */
public final class Pipeline implements AutoCloseable {
  /**
   * What a pipeline works with.
   *
   * @param problem whose tasks run
   * @param plan to begin with
   * @param engines opens what the legs run
   * @param planner makes a plan when lanes were lost, came back or changed their speed; may throw
   *     {@link duet.inference.plan.ImpossibleException}
   */
  public record Work(Problem problem, Plan plan, Engines engines, Function<Problem, Plan> planner) {
    public Work {
      plan.check(problem);
    }
  }

  /**
   * What sees a pipeline work.
   *
   * @param timeline takes the spans and marks
   * @param marks takes the marks as well, on threads of the pipeline
   * @param nowNs the clock on the wall, by which a lane that hangs is told
   * @param clock of the timeline
   */
  public record Witness(
      Timeline timeline, Consumer<Mark> marks, LongSupplier nowNs, LaneClock clock) {
    /** By the clock on the wall. */
    public Witness(Timeline timeline, Consumer<Mark> marks, LongSupplier nowNs) {
      this(timeline, marks, nowNs, LaneClock.wall(nowNs));
    }

    /** Keeps what it sees, by the clock of this machine. */
    public static Witness of(Timeline timeline) {
      return new Witness(timeline, mark -> {}, System::nanoTime);
    }

    void mark(Lane lane, Mark.Kind kind, String words) {
      Mark mark = new Mark(lane, kind, words, clock.now(lane));
      timeline.add(mark);
      marks.accept(mark);
    }
  }

  private final Board board;
  private final Exit exit;
  private final Watch watch;
  private final Witness witness;
  private final List<LaneServer> lanes = new ArrayList<>();

  private Pipeline(Work work, Witness witness, EnginePool pool) {
    this.witness = witness;
    List<Way> ways = Ways.open(work.problem(), work.plan(), pool);
    board = new Board(work, ways, witness.clock());
    exit = new Exit(board, witness);
    watch = new Watch(board, exit, witness, new Watch.Replanning(work.planner(), pool));
    work.problem()
        .profile()
        .laneNames()
        .forEach(lane -> lanes.add(new LaneServer(lane, board, exit, witness)));
  }

  /** Opens the engines, which may take seconds, and starts a thread for each lane. */
  public static Pipeline open(Work work, Witness witness) {
    Pipeline pipeline = new Pipeline(work, witness, new EnginePool(work.engines()));
    pipeline.lanes.forEach(LaneServer::start);
    pipeline.watch.start();
    return pipeline;
  }

  /** Numbers frames from another than 0, on the timeline; only before any was handed in. */
  public void numberFrom(long frame) {
    board.numberFrom(frame);
  }

  /**
   * Hands a frame in for all tasks; waits while enough are waiting, unless the problem says that
   * the oldest is dropped.
   *
   * @throws IllegalStateException when the pipeline is closed, before the call or during the wait
   */
  public void submit(Cargo cargo) throws InterruptedException {
    submitTo(0, cargo);
  }

  /** Hands a frame in for one task, where tasks have sources of their own. */
  public void submitTo(int task, Cargo cargo) throws InterruptedException {
    Gate.Offered offered = new Gate.Offered(cargo, witness.nowNs.getAsLong());
    Optional<Gate.Offered> dropped = board.offer(task, offered);
    dropped.ifPresent(
        old -> {
          for (int its : board.tasksOf(task)) {
            old.cargo().dropped(its);
            old.cargo().settled(its, old.ns(), offered.ns());
          }
        });
    exit.admit();
    watch.wake();
  }

  /** The plan that frames which come now follow. */
  public Plan plan() {
    return board.plan();
  }

  /** How many legs and frames wait for a lane. */
  public int waiting(Lane lane) {
    return board.waiting(lane);
  }

  /** Whether a lane was given up. */
  public boolean isLost(Lane lane) {
    return board.isLost(lane);
  }

  /** Runs what was handed in, then closes; who calls lets nothing in meanwhile. */
  public void finish() throws InterruptedException {
    board.awaitEmpty();
    close();
  }

  /**
   * Lets nothing new in, lets what waits go without work, waits for running calls, and frees the
   * engines. It does not wait for a lane that hangs: that frees its engines when it comes back.
   * Safe to call twice.
   */
  @Override
  public void close() {
    board.close();
    exit.admit();
    watch.wake();
    lanes.forEach(lane -> lane.awaitEnd(board));
    if (lanes.stream().anyMatch(LaneServer::isAlive)) {
      Thread leftovers = new Thread(this::closeAfterAll, "pipeline-leftovers");
      leftovers.setDaemon(true);
      leftovers.start();
    } else {
      watch.close();
    }
  }

  private void closeAfterAll() {
    lanes.forEach(LaneServer::awaitEnd);
    watch.close();
  }

  /**
   * Joins a thread even while interrupted: who closes something has to wait for its threads.
   *
   * @param millis at most; 0 waits for its end
   */
  static void join(Thread thread, long millis) {
    boolean interrupted = false;
    boolean waiting = true;
    while (waiting) {
      try {
        thread.join(millis);
        waiting = false;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How the routes of a plan are opened. */
  static final class Ways {
    private Ways() {}

    static List<Way> open(Problem problem, Plan plan, EnginePool pool) {
      List<Way> ways = new ArrayList<>();
      for (int task = 0; task < plan.routes().size(); task++) {
        ways.add(open(problem, task, plan.routes().get(task), pool));
      }
      return ways;
    }

    /** Where an engine of the route cannot be opened, the first lane that can run the whole. */
    private static Way open(Problem problem, int task, Route route, EnginePool pool) {
      Way planned = Way.open(task, route, pool);
      if (planned.refusal().isEmpty()) {
        return planned;
      }
      Profile profile = problem.profile();
      int segments = route.segments();
      return profile.laneNames().stream()
          .filter(lane -> problem.tasks().get(task).model().runsOn(lane))
          .filter(lane -> !route.legs().equals(List.of(new Leg(lane, 0, segments))))
          .map(lane -> Way.open(task, Route.on(lane, segments), pool))
          .filter(way -> way.refusal().isEmpty())
          .findFirst()
          .orElse(planned);
    }
  }
}
