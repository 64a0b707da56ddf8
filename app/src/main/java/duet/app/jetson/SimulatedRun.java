package duet.app.jetson;

import duet.inference.device.Lane;
import duet.inference.plan.Inflow;
import duet.inference.plan.Objective;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.profile.Profile;
import duet.inference.schedule.Schedule;
import duet.inference.schedule.Scheduler;
import duet.inference.simulation.Simulation;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import java.util.List;

/**
 * What a simulated device would do with the frames that were read so far, one after the other
 * without a pause, on a clock of its own that begins at 0. One thread.
 */
public final class SimulatedRun {
  private static final int SPANS = 20_000;
  private static final int FIRST_FRAMES = 256;

  /** Frames at the end of a simulation that are cut off or not yet begun. */
  private static final int TAIL = 16;

  private final Profile profile;
  private final Schedule schedule;
  private final Timeline timeline = new Timeline(SPANS);
  private List<Span> foreseen = List.of();
  private long simulated;
  private long revealed;

  private SimulatedRun(Profile profile, Schedule schedule) {
    this.profile = profile;
    this.schedule = schedule;
  }

  /**
   * Finds the schedule; takes up to a second.
   *
   * @throws duet.inference.plan.ImpossibleException when a layer has no lane
   */
  public static SimulatedRun of(Profile profile, Scheduler scheduler) {
    List<Task> tasks =
        profile.models().stream().map(model -> Task.of(model.model(), model)).toList();
    Problem problem = new Problem(profile, tasks, Objective.THROUGHPUT, Inflow.saturated());
    return new SimulatedRun(profile, scheduler.schedule(problem));
  }

  /** The device in words. */
  public String device() {
    return profile.subject().device() + ", " + profile.subject().precision();
  }

  public List<Lane> lanes() {
    return profile.laneNames();
  }

  public Schedule schedule() {
    return schedule;
  }

  /** What it did up to and with some frames. */
  public Timeline upTo(long frames) {
    if (frames > simulated) {
      simulate(Math.max(FIRST_FRAMES, 2 * frames));
    }
    if (frames > revealed) {
      long from = revealed;
      foreseen.stream()
          .filter(span -> span.frame() >= from && span.frame() < frames)
          .forEach(timeline::add);
      revealed = frames;
    }
    return timeline;
  }

  /** A longer simulation begins as the shorter did. */
  private void simulate(long frames) {
    foreseen = Simulation.run(schedule.problem(), schedule.plan(), (int) frames + TAIL).spans();
    simulated = frames;
  }
}
