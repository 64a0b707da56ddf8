package duet.inference.simulation;

import duet.inference.plan.Arrivals;
import duet.inference.plan.Inflow;
import duet.inference.plan.Inflow.Overflow;
import duet.inference.plan.Plan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Where frames come in for some tasks: they arrive, wait, are let in, and leave when all are done.
 */
final class Gate {
  /** A frame that was let in. */
  private record Inside(long arrivedNs, int[] left) {}

  final int[] tasks;
  private final Inflow inflow;
  private final int depth;
  private final Map<Long, Inside> inside = new HashMap<>();
  private final Deque<Long> waiting = new ArrayDeque<>();
  private long[] times;
  private long next;
  long dropped;
  long completed;

  Gate(int[] tasks, Inflow inflow, Plan plan) {
    this.tasks = tasks;
    this.inflow = inflow;
    depth = plan.depth();
    times = inflow.arrivals().times(64);
  }

  /** When the next frame comes; infinitely late for a source that waits or always has another. */
  double nextArrival() {
    boolean waits = inflow.overflow() == Overflow.WAIT && waiting.size() >= inflow.queue();
    return saturated() || waits ? Double.POSITIVE_INFINITY : time(next);
  }

  private boolean saturated() {
    return inflow.arrivals() instanceof Arrivals.Saturated;
  }

  private long time(long frame) {
    if (frame >= times.length) {
      times = inflow.arrivals().times(2 * times.length);
    }
    return times[(int) frame];
  }

  /** Lets the frames that have come by now queue. */
  void arrive(double now) {
    while (nextArrival() <= now) {
      waiting.addLast(next++);
      if (waiting.size() > inflow.queue()) {
        waiting.removeFirst();
        dropped++;
      }
    }
  }

  /** The next frame that may go in now, or -1. */
  long admit(double now) {
    if (inside.size() >= depth || (!saturated() && waiting.isEmpty())) {
      return -1;
    }
    long frame = saturated() ? next++ : waiting.removeFirst();
    long arrived = saturated() ? Math.round(now) : time(frame);
    inside.put(frame, new Inside(arrived, new int[] {tasks.length}));
    arrive(now);
    return frame;
  }

  /** A task is done with a frame; gives when the frame came. */
  long done(long frame) {
    Inside entry = inside.get(frame);
    if (entry == null) {
      throw new IllegalStateException("frame " + frame + " is not underway");
    }
    entry.left()[0]--;
    if (entry.left()[0] == 0) {
      inside.remove(frame);
      completed++;
    }
    return entry.arrivedNs();
  }
}
