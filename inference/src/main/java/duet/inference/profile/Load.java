package duet.inference.profile;

/**
 * What a piece of work costs a lane on which nothing else runs, and while no other lane runs.
 *
 * @param timeNs from its start to its end
 * @param bytes moved to and from the memory that the lanes share
 */
public record Load(long timeNs, long bytes) {
  /** No segment of a network takes longer; what says so is no profile. */
  private static final long LONGEST_NS = 600_000_000_000L;

  private static final long MOST_BYTES = 1L << 50;

  public Load {
    if (timeNs < 0 || timeNs > LONGEST_NS) {
      throw new IllegalArgumentException(
          "a time of " + timeNs + " ns is not between 0 and 10 minutes");
    }
    if (bytes < 0 || bytes > MOST_BYTES) {
      throw new IllegalArgumentException(bytes + " bytes is not between 0 and 1 PiB");
    }
  }

  /** One after the other. */
  public Load plus(Load next) {
    return new Load(timeNs + next.timeNs, bytes + next.bytes);
  }

  /** How much of the memory's bandwidth it takes when alone, in bytes a nanosecond, or GB/s. */
  public double demand() {
    return timeNs == 0 ? 0 : bytes / (double) timeNs;
  }
}
