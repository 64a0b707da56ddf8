package duet.app.planning;

import duet.inference.device.Lane;
import duet.inference.pipeline.Pipeline;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.schedule.Schedule;
import duet.inference.schedule.Schedulers;
import duet.inference.timeline.Mark;
import duet.inference.timeline.Timeline;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What becomes of the frames when an engine gets into trouble in mid-stream: real engines follow
 * Duet's plan, those of the last lane fail, hang or slow down after a third of the frames.
 */
public final class FaultBench {
  /**
   * One kind of trouble.
   *
   * @param lost frames without a result, of all tasks
   * @param disordered results that did not come in the order of their frames
   * @param sameBits whether each result has the bits that it has without trouble
   * @param replanNs from the call in which the trouble began to the new plan; none was made if
   *     empty
   * @param marks what the timeline says of it
   */
  public record Outcome(
      Trouble trouble,
      int lost,
      int disordered,
      boolean sameBits,
      OptionalLong replanNs,
      List<Mark> marks) {}

  private final ScheduleBench bench;
  private final Schedule schedule;
  private final Lane lane;
  private final int frames;

  private FaultBench(ScheduleBench bench, Schedule schedule, int frames) {
    this.bench = bench;
    this.schedule = schedule;
    this.frames = frames;
    List<Lane> lanes = schedule.problem().profile().laneNames();
    lane = lanes.get(lanes.size() - 1);
  }

  /** Of a plan that the bench made. */
  public static FaultBench of(ScheduleBench bench, Schedule schedule, int frames) {
    return new FaultBench(bench, schedule, frames);
  }

  /** The lane that gets into trouble. */
  public Lane lane() {
    return lane;
  }

  /** Runs all frames. */
  public Outcome run(Trouble trouble) throws InterruptedException {
    int after = frames / 3;
    TroubledEngines engines = new TroubledEngines(bench.engines(), lane, trouble, after);
    List<Mark> marks = new CopyOnWriteArrayList<>();
    PlanTrial trial = bench.trial(schedule, frames);
    Pipeline.Work work =
        new Pipeline.Work(schedule.problem(), schedule.plan(), engines, FaultBench::planAnew);
    trial.run(work, new Pipeline.Witness(new Timeline(frames * 40), marks::add, System::nanoTime));
    OptionalLong replanned =
        marks.stream()
            .filter(mark -> mark.kind() == Mark.Kind.REPLAN)
            .mapToLong(mark -> mark.atNs() - engines.begunNs())
            .findFirst();
    return new Outcome(
        trouble,
        trial.lost(),
        trial.disordered(),
        bench.consistent(trial.sums()),
        replanned,
        List.copyOf(marks));
  }

  private static Plan planAnew(Problem changed) {
    return Slack.in(Schedulers.best().schedule(changed)).plan();
  }
}
