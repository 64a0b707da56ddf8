package duet.inference.simulation;

import duet.inference.device.Lane;
import java.util.Comparator;

/** A leg of a frame on its lane, or waiting for it; its steps follow one another. */
final class Job {
  /**
   * Older frames first, so that none starves and nothing can wait in a circle; by the moment at
   * which they were let in, since sources of their own count their frames each for itself.
   */
  static final Comparator<Job> ORDER =
      Comparator.comparingInt((Job job) -> -job.work.priority())
          .thenComparingDouble(job -> job.sinceNs)
          .thenComparingLong(job -> job.frame)
          .thenComparingInt(job -> job.work.task());

  /**
   * What a leg costs, step by step.
   *
   * @param task its place among the tasks
   * @param leg its place in the route
   * @param ns of each step when nothing else runs
   * @param demand of each step on the memory, GB/s
   * @param hop index of the step that hands over; as many as there are steps if none does
   * @param priority of the task
   */
  record Work(int task, int leg, Lane lane, double[] ns, double[] demand, int hop, int priority) {}

  final Work work;
  final long frame;
  final double sinceNs;
  int step;
  double remaining;
  double startNs;
  double speed = 1;

  Job(Work work, long frame, double sinceNs) {
    this.work = work;
    this.frame = frame;
    this.sinceNs = sinceNs;
    remaining = work.ns()[0];
  }

  double demand() {
    return work.demand()[step];
  }

  /** Goes on to the next step; false when there is none. */
  boolean next() {
    step++;
    if (step == work.ns().length) {
      return false;
    }
    remaining = work.ns()[step];
    return true;
  }
}
