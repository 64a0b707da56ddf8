package duet.inference.pipeline;

import duet.inference.plan.Inflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where frames wait to come in for some tasks. Guarded by the lock of the pipeline. */
final class Gate {
  /** A frame that waits. */
  record Offered(Cargo cargo, long ns) {}

  /**
   * One that may come in.
   *
   * @param frame number among those of this gate
   * @param since number among those of all gates
   */
  record Admitted(long frame, long since, Offered offered) {}

  final int[] tasks;
  private final Inflow inflow;
  private final Deque<Offered> waiting = new ArrayDeque<>();
  private final Map<Long, Integer> inside = new HashMap<>();
  private long next;

  Gate(int[] tasks, Inflow inflow) {
    this.tasks = tasks;
    this.inflow = inflow;
  }

  void numberFrom(long frame) {
    next = frame;
  }

  boolean isFull() {
    return inflow.overflow() == Inflow.Overflow.WAIT && waiting.size() >= inflow.queue();
  }

  boolean isEmpty() {
    return inside.isEmpty() && waiting.isEmpty();
  }

  int waiting() {
    return waiting.size();
  }

  /** Gives the one that has to go for it. */
  Optional<Offered> put(Offered offered) {
    waiting.addLast(offered);
    return waiting.size() > inflow.queue() ? Optional.of(waiting.removeFirst()) : Optional.empty();
  }

  Optional<Admitted> admit(int depth, long since) {
    if (inside.size() >= depth || waiting.isEmpty()) {
      return Optional.empty();
    }
    inside.put(next, tasks.length);
    return Optional.of(new Admitted(next++, since, waiting.removeFirst()));
  }

  /** A task is done with a frame. */
  void done(long frame) {
    int left = Objects.requireNonNull(inside.get(frame)) - 1;
    if (left == 0) {
      inside.remove(frame);
    } else {
      inside.put(frame, left);
    }
  }
}
