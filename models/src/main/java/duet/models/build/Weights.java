package duet.models.build;

import java.nio.FloatBuffer;

/** Where the numbers of a network come from: a seed, or a training run. */
@FunctionalInterface
public interface Weights {
  /**
   * Writes the values of a parameter.
   *
   * @param into from its position on exactly the elements of the shape, in row-major order
   */
  void fill(Parameter parameter, FloatBuffer into);

  /** Untrained weights, the same for the same seed on every machine. */
  static Weights seeded(long seed) {
    return new SeededWeights(seed);
  }
}
