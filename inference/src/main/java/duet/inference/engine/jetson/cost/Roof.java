package duet.inference.engine.jetson.cost;

import duet.inference.profile.Load;
import java.util.List;

/**
 * The roofline of an engine: a kernel takes as long as its arithmetic or its traffic, whichever
 * takes longer, and the time to launch it.
 *
 * @param operations that it reaches, a second; a multiply-accumulate is two
 * @param bytesPerSecond that it reaches to and from the memory
 * @param launchNs of a kernel
 * @param bytesPerNumber 2 for FP16, 1 for INT8
 * @param atoms whether channels are taken in the blocks of an NVDLA core
 */
public record Roof(
    double operations, double bytesPerSecond, double launchNs, int bytesPerNumber, Atoms atoms) {
  /** How an engine takes channels. */
  public enum Atoms {
    /** Any number as well as any other. */
    ANY,
    /** 32 in and 16 out at a time; what is missing is computed for nothing. */
    NVDLA
  }

  public Roof {
    if (!(operations > 0) || !(bytesPerSecond > 0) || !(launchNs >= 0) || bytesPerNumber < 1) {
      throw new IllegalArgumentException("no engine computes at no speed");
    }
  }

  /** Of a kernel, alone on the board. */
  public double ns(Kernel kernel) {
    if (!kernel.isLaunched()) {
      return 0;
    }
    double use = atoms == Atoms.NVDLA ? kernel.channels().dlaUse() : 1;
    double compute = 2.0 * kernel.macs() / (operations * use);
    return 1e9 * Math.max(compute, bytes(kernel) / bytesPerSecond) + launchNs;
  }

  private double bytes(Kernel kernel) {
    return (double) bytesPerNumber * kernel.numbers();
  }

  /** Of kernels one after another. */
  public Load load(List<Kernel> kernels) {
    double ns = kernels.stream().mapToDouble(this::ns).sum();
    double bytes = kernels.stream().mapToDouble(this::bytes).sum();
    return new Load(Math.round(ns), Math.round(bytes));
  }
}
