package duet.inference.profile.measured;

import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One segment in an engine of its own.
 *
 * @param ns of a run
 * @param refusal why the lane does not take it; then nothing was measured
 */
record SegmentAlone(double ns, Optional<String> refusal) {
  /** Runs what is opened some times. */
  static SegmentAlone measure(Clocks clocks, int rounds, Supplier<Engine> opener) {
    try (Bench bench = new Bench(clocks).add(opener.get())) {
      bench.pass();
      double[] ns = new double[rounds];
      for (int round = 0; round < ns.length; round++) {
        ns[round] = bench.pass();
      }
      return new SegmentAlone(Bench.median(ns), Optional.empty());
    } catch (InferenceException e) {
      return new SegmentAlone(0, Optional.of(String.valueOf(e.getMessage())));
    }
  }
}
