package duet.models.build;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mean and standard deviation of numbers that are all finite. */
record Spread(double mean, double deviation) {
  static Spread of(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      assertTrue(Float.isFinite(value));
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    return new Spread(mean, Math.sqrt(squares / values.length - mean * mean));
  }

  void assertWithin(double low, double high) {
    assertTrue(deviation >= low && deviation <= high, "" + this);
  }
}
