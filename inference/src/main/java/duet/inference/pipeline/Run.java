package duet.inference.pipeline;

import duet.inference.device.Lane;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One attempt of a frame at a task: on a way, at a leg. */
final class Run {
  /** As in the simulation: who was let in first goes first, so that none starves. */
  static final Comparator<Run> ORDER =
      Comparator.comparingInt((Run run) -> -run.trip.priority)
          .thenComparingLong(run -> run.trip.since)
          .thenComparingInt(run -> run.trip.task);

  /** A frame's way through a task, whatever attempts it takes. */
  static final class Trip {
    final int task;
    final long frame;
    final long since;
    final Cargo cargo;
    final long offeredNs;
    final int priority;
    final Set<Lane> failedOn = EnumSet.noneOf(Lane.class);
    Optional<Failure> failure = Optional.empty();

    Trip(int task, Gate.Admitted admitted, long offeredNs, int priority) {
      this.task = task;
      frame = admitted.frame();
      since = admitted.since();
      this.cargo = admitted.offered().cargo();
      this.offeredNs = offeredNs;
      this.priority = priority;
    }

    /** The lane cannot run it; of several reasons the first counts. */
    void fail(Lane lane, Throwable cause) {
      failedOn.add(lane);
      because(lane, cause);
    }

    /** What to say should there be no result in the end. */
    void because(Lane lane, Throwable cause) {
      failure = Optional.of(failure.orElse(new Failure(lane, cause)));
    }
  }

  /** Why there is no result. */
  record Failure(Lane lane, Throwable cause) {}

  final Trip trip;
  final Way way;
  final Way.Slot slot;
  int leg;
  boolean repeated;
  long startedNs;

  Run(Trip trip, Way way) {
    this.trip = trip;
    this.way = way;
    slot = way.take();
  }

  Lane lane() {
    return way.lane(leg);
  }

  boolean isFirst() {
    return leg == 0;
  }

  boolean isLast() {
    return leg + 1 == way.legs();
  }

  void release() {
    way.giveBack(slot);
  }
}
