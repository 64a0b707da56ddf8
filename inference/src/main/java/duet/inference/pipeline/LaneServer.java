package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.pipeline.Outbox.End;
import duet.inference.pipeline.Pipeline.Witness;
import duet.inference.plan.Leg;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Mark;
import java.util.Optional;

/** The one thread of a lane: takes the oldest leg that waits and runs it. */
final class LaneServer {
  private final Lane lane;
  private final Board board;
  private final Exit exit;
  private final Witness witness;
  private final Thread thread;

  LaneServer(Lane lane, Board board, Exit exit, Witness witness) {
    this.lane = lane;
    this.board = board;
    this.exit = exit;
    this.witness = witness;
    thread = new Thread(this::serve, "lane-" + lane);
    // A program that ends by System.exit or by its last window must not hang on a lane.
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** Until the thread has ended or its lane was given up. */
  void awaitEnd(Board its) {
    while (thread != Thread.currentThread() && thread.isAlive() && !its.isLost(lane)) {
      Pipeline.join(thread, 20);
    }
  }

  void awaitEnd() {
    Pipeline.join(thread, 0);
  }

  private void serve() {
    try {
      for (Optional<Run> run = board.next(lane); run.isPresent(); run = board.next(lane)) {
        serve(run.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody but the owner of the thread could have done it
    }
  }

  private void serve(Run run) {
    if (board.isClosed() || !run.trip.cargo.wanted()) {
      exit.end(run, End.UNWANTED);
    } else if (!run.isFirst() || load(run)) {
      execute(run);
    }
  }

  /** What cannot be prepared here cannot be prepared elsewhere. */
  private boolean load(Run run) {
    long taken = witness.clock().taken(lane, run.trip.offeredNs);
    if (!run.repeated && run.trip.failure.isEmpty()) {
      exit.span(run, Activity.QUEUE, run.trip.offeredNs, taken);
    }
    try {
      run.trip.cargo.load(run.trip.task, run.slot.buffers());
    } catch (RuntimeException | Error e) { // thread boundary: cargo is foreign code
      run.trip.fail(lane, e);
      exit.end(run, End.FAILED);
      return false;
    }
    exit.span(run, Activity.PREPROCESS, taken, now());
    return true;
  }

  private void execute(Run run) {
    long began = witness.nowNs().getAsLong();
    long started = now();
    board.begin(run, began);
    Engine.Binding binding = run.slot.bindings().get(run.leg);
    try {
      binding.run();
    } catch (RuntimeException | Error e) { // thread boundary: a runtime can throw anything
      if (isStillMine(run)) {
        fail(run, e);
      }
      return;
    }
    if (isStillMine(run)) {
      long ended = witness.clock().ran(lane, binding.deviceMs());
      exit.span(run, Activity.ENGINE, started, ended);
      compare(run, ended - started);
      goOn(run, ended);
    }
  }

  /** False when the lane was given up meanwhile: then another has the frame, and this is free. */
  private boolean isStillMine(Run run) {
    boolean mine = board.end(run);
    if (!mine) {
      board.regain(run);
      witness.mark(lane, Mark.Kind.RETURN, lane + " came back and is used again");
    }
    return mine;
  }

  private void fail(Run run, Throwable cause) {
    String task = board.problem.tasks().get(run.trip.task).name();
    witness.mark(lane, Mark.Kind.FAILURE, task + " failed: " + cause.getMessage());
    if (run.repeated) {
      run.trip.fail(lane, cause);
      board.strand(run);
    } else {
      run.repeated = true;
      board.enqueue(run);
    }
  }

  private void compare(Run run, long measuredNs) {
    Leg leg = run.way.leg(run.leg);
    long planned =
        board.problem.tasks().get(run.trip.task).model().on(lane, leg.from(), leg.to()).timeNs();
    if (board.drifts(lane, measuredNs, planned, witness.nowNs().getAsLong())) {
      witness.mark(lane, Mark.Kind.DRIFT, lane + " takes other times than planned");
    }
  }

  private void goOn(Run run, long ended) {
    run.repeated = false;
    if (run.isLast()) {
      board.breaks(run.trip);
      exit.end(run, End.DONE);
    } else {
      exit.span(run, Activity.TRANSITION, ended, now());
      run.leg++;
      board.enqueue(run);
    }
  }

  private long now() {
    return witness.clock().now(lane);
  }
}
