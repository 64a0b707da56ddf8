package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.pipeline.Outbox.End;
import duet.inference.pipeline.Outbox.Outcome;
import duet.inference.pipeline.Pipeline.Witness;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Where frames leave: results go to their cargo in order, and the next frames come in. */
final class Exit {
  private static final Logger LOG = System.getLogger(Exit.class.getName());

  private final Board board;
  private final Witness witness;

  Exit(Board board, Witness witness) {
    this.board = board;
    this.witness = witness;
  }

  /** Lets in what may come in; what has no engine leaves at once. */
  void admit() {
    for (Run.Trip trip : board.admit()) {
      end(Outcome.failed(trip));
    }
  }

  /** A trip is over. */
  void end(Outcome outcome) {
    if (!board.ended(outcome)) {
      return;
    }
    int task = outcome.trip().task;
    for (Optional<Outcome> next = board.takeEnded(task);
        next.isPresent();
        next = board.takeEnded(task)) {
      handOut(next.get());
      board.leave(next.get());
      admit();
    }
  }

  private void handOut(Outcome outcome) {
    Run.Trip trip = outcome.trip();
    Lane lane = outcome.run().map(Run::lane).orElse(failure(trip).lane());
    guarded(() -> tell(outcome));
    guarded(() -> trip.cargo.settled(trip.task, trip.offeredNs, witness.clock().now(lane)));
    witness.clock().left(lane, trip.frame);
  }

  private void tell(Outcome outcome) {
    Run.Trip trip = outcome.trip();
    switch (outcome.end()) {
      case DONE -> unload(outcome.run().orElseThrow());
      case FAILED -> trip.cargo.failed(trip.task, failure(trip).lane(), failure(trip).cause());
      case UNWANTED -> trip.cargo.dropped(trip.task);
    }
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) { // thread boundary: cargo is foreign code
      LOG.log(Level.ERROR, "what became of a frame could not be handed out", e);
    }
  }

  private void unload(Run run) {
    Run.Trip trip = run.trip;
    long started = witness.clock().now(run.lane());
    try {
      trip.cargo.unload(trip.task, run.slot.buffers());
    } catch (RuntimeException | Error e) { // thread boundary: cargo is foreign code
      trip.cargo.failed(trip.task, run.lane(), e);
    }
    span(run, Activity.POSTPROCESS, started, witness.clock().now(run.lane()));
  }

  private static Run.Failure failure(Run.Trip trip) {
    return trip.failure.orElse(
        new Run.Failure(
            Lane.CPU0,
            new InferenceException(InferenceException.Kind.CLOSED, "the pipeline was closed")));
  }

  /** Something was done for a frame on the lane where it is. */
  void span(Run run, Activity activity, long startNs, long endNs) {
    Run.Trip trip = run.trip;
    String name = board.problem.tasks().get(trip.task).name();
    Span span = new Span(name, activity, run.lane(), trip.frame, startNs, endNs);
    witness.timeline().add(span);
    trip.cargo.record(span);
  }

  /** The run is at its end. */
  void end(Run run, End end) {
    end(Outcome.of(run, end));
  }
}
