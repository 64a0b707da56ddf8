package duet.app.desktop.lane;

import duet.app.reading.Reader;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.schedule.Schedule;
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
 * @param timeline of the run; of a simulated device on a clock of its own
 * @param lanes to show, in order
 * @param queued how many frames wait in front of a lane
 * @param schedule that is followed now, if any; it changes when lanes fail or slow down
 */
public record Watched(
    Origin origin,
    String where,
    Timeline timeline,
    List<Lane> lanes,
    ToIntFunction<Lane> queued,
    Supplier<Optional<Schedule>> schedule) {
  public Watched {
    lanes = List.copyOf(lanes);
  }

  /** A reader that follows no schedule. */
  public static Watched of(Reader reader) {
    return new Watched(
        reader.provenance().origin(),
        reader.provenance().backend(),
        reader.timeline(),
        reader.lanes(),
        reader::queueDepth,
        Optional::empty);
  }
}
