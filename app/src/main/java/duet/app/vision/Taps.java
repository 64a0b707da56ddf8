package duet.app.vision;

/**
 * Bilinear weights along one axis, with half-pixel centres: output {@code i} is the sum over {@code
 * k} of {@code weight(i, k)} x input {@code first(i) + k}. Computed once a geometry, so that a
 * frame costs no allocation.
 *
 * <p>As OpenCV's INTER_LINEAR and the resize of TensorFlow do it: always two neighbours, also when
 * the image shrinks; the edge pixels are repeated.
 */
final class Taps {
  private final int[] first;
  private final int[] second;
  private final float[] share;

  private Taps(int size) {
    first = new int[size];
    second = new int[size];
    share = new float[size];
  }

  /** Weights that bring {@code in} samples, the first of which has index {@code offset}, to out. */
  static Taps of(int in, int offset, int out) {
    Taps taps = new Taps(out);
    double step = (double) in / out;
    for (int i = 0; i < out; i++) {
      double at = Math.max(0, Math.min(in - 1.0, (i + 0.5) * step - 0.5));
      int low = (int) at;
      taps.first[i] = offset + low;
      taps.second[i] = offset + Math.min(low + 1, in - 1);
      taps.share[i] = (float) (at - low);
    }
    return taps;
  }

  int size() {
    return first.length;
  }

  int first(int i) {
    return first[i];
  }

  int second(int i) {
    return second[i];
  }

  /** Weight of {@link #second}; {@link #first} has the rest. */
  float share(int i) {
    return share[i];
  }
}
