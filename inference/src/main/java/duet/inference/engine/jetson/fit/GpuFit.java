package duet.inference.engine.jetson.fit;

import duet.inference.engine.jetson.board.Setting;
import duet.inference.engine.jetson.cost.Kernel;
import duet.inference.engine.jetson.cost.Roof;
import java.util.List;

/**
 * The three numbers of a GPU's roofline that fit public timings best: share of its peak, share of
 * the memory's, time to launch. Tries a grid, so that the same command finds the same numbers.
 *
 * @param peak operations a second
 * @param dram bytes a second
 */
public record GpuFit(double peak, double dram) {
  private static final int LOW = 24;
  private static final int HIGH = 99;
  private static final int FP16_BYTES = 2;

  /**
   * What was found.
   *
   * @param compute share of the peak
   * @param memory share of the memory's peak
   * @param launchUs a kernel
   * @param mape on what it was found with
   */
  public record Found(double compute, double memory, double launchUs, double mape) {}

  /** For a board at its strongest. */
  public static GpuFit of(Setting setting) {
    return new GpuFit(setting.gpuFp16(), 1e9 * setting.value("dram"));
  }

  /** The best of the grid; of equal ones the first. */
  public Found fit(List<Timing> timings) {
    Found best = new Found(0, 0, 0, Double.MAX_VALUE);
    for (int compute = LOW; compute <= HIGH; compute++) {
      for (int memory = LOW; memory <= HIGH; memory++) {
        Found found = withLaunch(timings, compute / 100.0, memory / 100.0);
        best = found.mape() < best.mape() ? found : best;
      }
    }
    return best;
  }

  /** Half microseconds from 4 to 12. */
  private Found withLaunch(List<Timing> timings, double compute, double memory) {
    double[] bare = new double[timings.size()];
    Roof roof = roof(new Found(compute, memory, 0, 0));
    for (int i = 0; i < bare.length; i++) {
      bare[i] = ms(roof, timings.get(i));
    }
    Found best = new Found(0, 0, 0, Double.MAX_VALUE);
    for (int half = 8; half <= 24; half++) {
      double mape = mape(timings, bare, half / 2.0);
      best = mape < best.mape() ? new Found(compute, memory, half / 2.0, mape) : best;
    }
    return best;
  }

  private static double mape(List<Timing> timings, double[] bare, double launchUs) {
    double sum = 0;
    for (int i = 0; i < bare.length; i++) {
      Timing timing = timings.get(i);
      long launches = timing.kernels().stream().filter(Kernel::isLaunched).count();
      sum += Math.abs((bare[i] + launches * launchUs / 1e3) / timing.ms() - 1);
    }
    return sum / bare.length;
  }

  private static double ms(Roof roof, Timing timing) {
    return timing.kernels().stream().mapToDouble(roof::ns).sum() / 1e6;
  }

  private Roof roof(Found found) {
    return new Roof(
        peak * found.compute(),
        dram * found.memory(),
        1e3 * found.launchUs(),
        FP16_BYTES,
        Roof.Atoms.ANY);
  }

  /** How it meets timings, its own or others. */
  public Accuracy accuracy(Found found, List<Timing> timings) {
    Roof roof = roof(found);
    return new Accuracy(
        timings.stream()
            .map(t -> new Accuracy.Point(t.model() + " " + t.size(), t.ms(), ms(roof, t)))
            .toList());
  }
}
