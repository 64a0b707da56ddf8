package duet.inference.profile;

/**
 * How much of the shared memory's bandwidth a lane gets while others take some too: its own demand,
 * as far as the total allows, but never less than a share of its own. Form and constants were
 * chosen on the public matrix of PCCS (Xu et al., MICRO 2021); see docs.
 *
 * @param total of all lanes together, GB/s
 * @param floor that a lane gets whatever the others do, GB/s
 * @param share of its own demand that it gets on top of the floor, 0..1
 */
public record Contention(double total, double floor, double share) {
  /** Lanes that do not slow each other. */
  public static final Contention NONE = new Contention(Double.MAX_VALUE, 0, 1);

  public Contention {
    if (!(total > 0) || !(floor >= 0) || !(share >= 0) || share > 1) {
      throw new IllegalArgumentException(
          "total " + total + ", floor " + floor + ", share " + share + " is no contention");
    }
  }

  /**
   * The bandwidth that is got, GB/s.
   *
   * @param demand when alone
   * @param external demand of all others
   */
  public double achieved(double demand, double external) {
    return Math.min(demand, Math.max(total - external, floor + share * demand));
  }

  /** Speed relative to running alone, above 0 up to 1. */
  public double speed(double demand, double external) {
    return demand <= 0 ? 1 : Math.max(achieved(demand, external) / demand, 1e-6);
  }
}
