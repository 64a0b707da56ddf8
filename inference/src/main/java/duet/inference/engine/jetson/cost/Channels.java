package duet.inference.engine.jetson.cost;

/**
 * How many maps a convolution reads and writes.
 *
 * @param in of one group
 * @param out of all groups
 */
public record Channels(int in, int out) {
  /** Of what is no convolution. */
  static final Channels NONE = new Channels(0, 0);

  /** The atoms of an NVDLA core: it takes 32 input and 16 output channels at a time. */
  private static final int IN_ATOM = 32;

  private static final int OUT_ATOM = 16;

  /** The share of the multipliers of a DLA core that have something to do; 1 for no convolution. */
  public double dlaUse() {
    return equals(NONE) ? 1 : use(in, IN_ATOM) * use(out, OUT_ATOM);
  }

  private static double use(int channels, int atom) {
    int atoms = (channels + atom - 1) / atom;
    return channels / (double) (atoms * atom);
  }
}
