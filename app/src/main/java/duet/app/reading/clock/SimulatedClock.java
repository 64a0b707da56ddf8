package duet.app.reading.clock;

import duet.inference.device.Lane;
import duet.inference.timeline.LaneClock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The clock of a device that is not there. Each lane is ahead of the others by what it has done; an
 * engine takes the time that is predicted for it, and nothing else takes any. How long the pixels
 * take on this machine does not show.
 *
 * <p>A frame is offered as soon as every lane is done with the one four before it: two wait in the
 * inbox of a lane and one is at work. So whoever offers has always been told when that was, and the
 * same frames give the same times whatever the threads do.
 */
public final class SimulatedClock implements LaneClock {
  private static final int UNDERWAY = 4;
  private final List<Lane> lanes;
  private final Map<Lane, Long> at = new EnumMap<>(Lane.class);
  private final Map<Lane, Map<Long, Long>> ends = new EnumMap<>(Lane.class);

  public SimulatedClock(List<Lane> lanes) {
    this.lanes = List.copyOf(lanes);
    lanes.forEach(lane -> ends.put(lane, new HashMap<>()));
  }

  @Override
  public long offered(long frame, long submittedNs) {
    return offered(frame);
  }

  /** A frame comes in; called for one after the other. */
  public synchronized long offered(long frame) {
    long latest = 0;
    for (Lane lane : lanes) {
      latest = Math.max(latest, ends(lane).getOrDefault(frame - UNDERWAY, 0L));
      ends(lane).keySet().removeIf(old -> old <= frame - UNDERWAY);
    }
    return latest;
  }

  private Map<Long, Long> ends(Lane lane) {
    return ends.computeIfAbsent(lane, key -> new HashMap<>());
  }

  @Override
  public synchronized long taken(Lane lane, long offeredNs) {
    return at.merge(lane, offeredNs, Math::max);
  }

  @Override
  public synchronized long now(Lane lane) {
    return at.getOrDefault(lane, 0L);
  }

  @Override
  public synchronized long ran(Lane lane, OptionalDouble deviceMs) {
    return at.merge(lane, Math.round(1e6 * deviceMs.orElse(0)), Long::sum);
  }

  @Override
  public synchronized void left(Lane lane, long frame) {
    ends(lane).put(frame, now(lane));
  }
}
