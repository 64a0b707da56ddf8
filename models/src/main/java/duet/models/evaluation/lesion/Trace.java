package duet.models.evaluation.lesion;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;
import duet.models.evaluation.image.Mask;

/**
 * What one inserted lesion left in the synthetic MRI.
 *
 * <p>The core is the disc up to the radius, where at least half the contrast was added. The ring is
 * the tissue from 2 to 6 pixels outside the radius. Changes compare the same model on the CT with
 * and without the lesion, so that whatever else the model gets wrong does not count.
 *
 * @param ctChange mean over the core of CT with minus CT without, grey levels, after clamping
 * @param mriChange mean over the core of synthetic MRI with minus without, grey levels
 * @param ctNoise standard deviation of the CT without the lesion over the ring, grey levels
 * @param mriNoise the same of the synthetic MRI
 * @param elsewhere mean over the tissue beyond the ring of |synthetic MRI with minus without|
 */
public record Trace(
    String caseId,
    String name,
    Lesion lesion,
    double ctChange,
    double mriChange,
    double ctNoise,
    double mriNoise,
    double elsewhere) {
  private static final double RING_FROM = 2;
  private static final double RING_TO = 6;

  /** Quieter than this cannot be told from this: rounding to whole levels alone has 0.29. */
  static final double LEAST_NOISE = 1;

  /** A picture without and with the lesion. */
  public record Change(GreyPicture without, GreyPicture with) {
    double at(int i) {
      return (with.grey()[i] & 0xFF) - (without.grey()[i] & 0xFF);
    }
  }

  /** Measures. */
  public static Trace of(Pair pair, Places places, Lesion lesion, Change ct, Change mri) {
    Mask tissue = places.tissue();
    Sums sums = new Sums();
    for (int i = 0; i < tissue.inside().length; i++) {
      double out = lesion.distance(i % tissue.width(), i / tissue.width()) - lesion.kind().radius();
      if (out <= 0) {
        sums.core++;
        sums.ct += ct.at(i);
        sums.mri += mri.at(i);
      } else if (tissue.inside()[i] && out >= RING_FROM && out <= RING_TO) {
        sums.ctRing.add(ct.without.grey()[i] & 0xFF);
        sums.mriRing.add(mri.without.grey()[i] & 0xFF);
      } else if (tissue.inside()[i] && out > RING_TO) {
        sums.elsewhere++;
        sums.spilt += Math.abs(mri.at(i));
      }
    }
    return sums.trace(pair, lesion);
  }

  /** |change in the core| over noise of the ring: how far the lesion stands out in the CT. */
  public double ctContrastToNoise() {
    return Math.abs(ctChange) / Math.max(LEAST_NOISE, ctNoise);
  }

  /** The same in the synthetic MRI. */
  public double mriContrastToNoise() {
    return Math.abs(mriChange) / Math.max(LEAST_NOISE, mriNoise);
  }

  private static final class Sums {
    private int core;
    private double ct;
    private double mri;
    private int elsewhere;
    private double spilt;
    private final Spread ctRing = new Spread();
    private final Spread mriRing = new Spread();

    Trace trace(Pair pair, Lesion lesion) {
      return new Trace(
          pair.caseId(),
          pair.name(),
          lesion,
          ct / core,
          mri / core,
          ctRing.deviation(),
          mriRing.deviation(),
          elsewhere == 0 ? 0 : spilt / elsewhere);
    }
  }

  private static final class Spread {
    private int count;
    private double sum;
    private double squares;

    void add(double value) {
      count++;
      sum += value;
      squares += value * value;
    }

    double deviation() {
      double mean = sum / count;
      return count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
    }
  }
}
