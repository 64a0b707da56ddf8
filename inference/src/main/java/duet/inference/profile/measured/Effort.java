package duet.inference.profile.measured;

/**
 * How long measuring may take.
 *
 * @param rounds of each engine, of which the median counts
 * @param together how often two networks run beside each other, to see how they slow each other
 */
public record Effort(int rounds, int together) {
  /** Seconds, for a plan that is better than none. */
  public static final Effort QUICK = new Effort(5, 6);

  /** A minute, for numbers to go by. */
  public static final Effort THOROUGH = new Effort(11, 20);

  public Effort {
    if (rounds < 1 || together < 1) {
      throw new IllegalArgumentException("nothing is measured in " + rounds + " rounds");
    }
  }
}
