package duet.inference.plan;

import java.util.SplittableRandom;

/** When frames come. */
public sealed interface Arrivals {
  /** There is always another: it comes as soon as one may enter. */
  record Saturated() implements Arrivals {}

  /** One every so often. */
  record Periodic(long periodNs) implements Arrivals {
    public Periodic {
      refuse(periodNs);
    }
  }

  /** At random, with exponentially distributed gaps; the same seed gives the same times. */
  record Poisson(long meanNs, long seed) implements Arrivals {
    public Poisson {
      refuse(meanNs);
    }
  }

  /** Of the first frames; all 0 where there is always another. */
  default long[] times(int frames) {
    long[] times = new long[frames];
    if (this instanceof Periodic periodic) {
      for (int i = 0; i < frames; i++) {
        times[i] = i * periodic.periodNs();
      }
    } else if (this instanceof Poisson poisson) {
      SplittableRandom random = new SplittableRandom(poisson.seed());
      long now = 0;
      for (int i = 0; i < frames; i++) {
        times[i] = now;
        now += Math.round(-Math.log(1 - random.nextDouble()) * poisson.meanNs());
      }
    }
    return times;
  }

  private static void refuse(long ns) {
    if (ns <= 0) {
      throw new IllegalArgumentException("frames cannot come every " + ns + " ns");
    }
  }
}
