package duet.inference.surgery.precision;

/**
 * Between which two numbers a value lies, and what eight bits make of it.
 *
 * <p>Zero is always within, because padding is zero and must have a byte of its own.
 */
public record Range(double low, double high) {
  private static final int STEPS = 255;
  private static final int SIGNED_STEPS = 127;
  private static final double NARROWEST = 1e-6;

  public Range {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException("a range from " + low + " to " + high);
    }
    low = Math.min(low, 0);
    high = Math.max(high, low + NARROWEST);
    high = Math.max(high, 0);
  }

  /** How much one step of the byte is. */
  public float scale() {
    return (float) ((high - low) / STEPS);
  }

  /** How much one step of a signed byte is where zero is zero; 127 steps to either side. */
  public float symmetricScale() {
    return (float) Math.max(Math.max(-low, high) / SIGNED_STEPS, Float.MIN_NORMAL);
  }

  /** The byte that stands for zero, 0 to 255. */
  public int zeroPoint() {
    return (int) Math.max(0, Math.min(STEPS, Math.rint(-low / scale())));
  }
}
