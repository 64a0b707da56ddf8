package duet.app.adapt;

import java.util.List;

/**
 * How far a result may be from the original, in units of its largest number, or of one where that
 * is smaller.
 *
 * @param plain without optimisation by the runtime
 * @param optimised with it: what the runtime then fuses and in which order it adds depends on the
 *     nodes around, so even equal functions differ by rounding
 */
record Bound(double plain, double optimised) {
  static final double OPTIMISED = 1e-5;

  /** Not a number differs; with optimisation only by rounding. */
  static final Bound SAME = new Bound(0, OPTIMISED);

  /** Of several changes one after the other. */
  static Bound of(List<Bound> all) {
    double plain = all.stream().mapToDouble(Bound::plain).sum();
    double optimised = all.stream().mapToDouble(Bound::optimised).max().orElse(0);
    return new Bound(plain, Math.max(plain, optimised));
  }
}
