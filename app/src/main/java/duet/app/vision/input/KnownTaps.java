package duet.app.vision.input;

import duet.app.vision.input.Taps.Shrink;
import org.jspecify.annotations.Nullable;

/**
 * Taps that were computed before. Images of a series are of one size, and heads cut out of them of
 * a few (sides are multiples of 16), so all of them fit and a frame computes none.
 */
final class KnownTaps {
  private static final int STEP = 16;
  private static final int SLOTS = 64;

  private final Shrink shrink;
  private final @Nullable Taps[] known = new Taps[SLOTS];

  KnownTaps(Shrink shrink) {
    this.shrink = shrink;
  }

  /** Taps from so many samples to so many. */
  Taps of(int in, int out) {
    int slot = in / STEP % SLOTS;
    Taps taps = known[slot];
    if (taps == null || !taps.brings(in, out)) {
      taps = Taps.of(in, 0, out, shrink);
      known[slot] = taps;
    }
    return taps;
  }
}
