package duet.inference.profile;

import duet.inference.device.Lane;

/**
 * What is true of a lane whatever runs on it.
 *
 * @param lane that it is about
 * @param contention how others slow it
 * @param busyWatts that it takes more while it runs; 0 where not known
 * @param programs that it can hold at a time: 16 loadables on a core of a DLA
 */
public record LaneTraits(Lane lane, Contention contention, double busyWatts, int programs) {
  public LaneTraits {
    if (!(busyWatts >= 0) || programs < 1) {
      throw new IllegalArgumentException(
          lane + " takes " + busyWatts + " W and holds " + programs + " programs");
    }
  }

  /** A lane of which nothing special is known. */
  public static LaneTraits of(Lane lane) {
    return new LaneTraits(lane, Contention.NONE, 0, Integer.MAX_VALUE);
  }
}
