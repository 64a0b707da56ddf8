package duet.models.build;

import java.nio.FloatBuffer;

/**
 * Random numbers by SplitMix64, uniform with the centre and spread of the parameter.
 *
 * <p>Only additions, multiplications and shifts, which Java computes alike everywhere, so the files
 * and their hashes are equal on every machine. Each parameter has its own stream, seeded by its
 * name: one that is added or moved does not change the others. One step gives two numbers, so the
 * 54 million of a generator take a fraction of a second.
 */
final class SeededWeights implements Weights {
  /** A uniform variable in -1..1 has the variance 1/3. */
  private static final double SQRT_3 = Math.sqrt(3);

  private static final float UNIT = 0x1p-31f;

  private final long seed;

  SeededWeights(long seed) {
    this.seed = seed;
  }

  @Override
  public void fill(Parameter parameter, FloatBuffer into) {
    float centre = (float) parameter.centre();
    float width = (float) (parameter.spread() * SQRT_3) * UNIT;
    long state = mix(seed ^ mix(hash(parameter.name())));
    int end = into.limit();
    for (int i = into.position(); i < end; i += 2) {
      state += 0x9E3779B97F4A7C15L;
      long bits = mix(state);
      into.put(i, centre + width * (int) bits);
      if (i + 1 < end) {
        into.put(i + 1, centre + width * (int) (bits >> 32));
      }
    }
    into.position(end);
  }

  private static long hash(String name) {
    long hash = name.length();
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + name.charAt(i);
    }
    return hash;
  }

  /** The output function of SplitMix64 [Steele, Lea, Flood 2014]. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
