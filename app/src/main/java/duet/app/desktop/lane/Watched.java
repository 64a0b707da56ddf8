package duet.app.desktop.lane;

import duet.app.jetson.SimulatedRun;
import duet.app.reading.Reader;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.schedule.Schedule;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What is watched.
 *
 * @param origin whose times the timeline holds
 * @param where what it runs on, in words
 * @param timeline of the run as it is now; of a simulated device on a clock of its own
 * @param lanes to show, in order
 * @param queued how many frames wait in front of a lane
 * @param schedule that is followed now, if any; it changes when lanes fail or slow down
 */
public record Watched(
    Origin origin,
    String where,
    Supplier<Timeline> timeline,
    List<Lane> lanes,
    ToIntFunction<Lane> queued,
    Supplier<Optional<Schedule>> schedule) {
  public Watched {
    lanes = List.copyOf(lanes);
  }

  /**
   * A reader, with the schedule that it follows; before it has one, with what its first frames on a
   * lane for each network let expect.
   */
  public static Watched of(Reader reader) {
    LearntPlan learnt = new LearntPlan(reader.provenance(), reader::timeline);
    return new Watched(
        reader.provenance().origin(),
        reader.provenance().backend(),
        reader::timeline,
        reader.lanes(),
        reader::queueDepth,
        () -> reader.schedule().or(learnt));
  }

  /** A simulated device that takes each frame that the reader is done with. */
  public static Watched of(Reader reader, SimulatedRun run) {
    return new Watched(
        Origin.SIMULATED_JETSON,
        run.device() + "; pixels by this computer",
        () -> run.upTo(framesDone(reader.timeline())),
        run.lanes(),
        lane -> 0,
        () -> Optional.of(run.schedule()));
  }

  private static long framesDone(Timeline timeline) {
    return timeline.all().stream().mapToLong(Span::frame).max().orElse(-1) + 1;
  }
}
