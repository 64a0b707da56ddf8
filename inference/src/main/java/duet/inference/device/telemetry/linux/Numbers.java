package duet.inference.device.telemetry.linux;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers of files that may hold anything: in their range, or not at all. */
final class Numbers {
  private static final double MOST_MHZ = 100_000;

  private Numbers() {}

  static OptionalLong of(Tree.Sought file) {
    return file.gauge().map(Gauge::number).orElse(OptionalLong.empty());
  }

  static void close(Tree.Sought file) {
    file.gauge().ifPresent(Gauge::close);
  }

  /** {@code value / whole}, if that is 0..1. */
  static OptionalDouble share(OptionalLong value, double whole) {
    return value.isPresent() ? between(value.getAsLong() / whole, 0, 1) : OptionalDouble.empty();
  }

  static OptionalDouble megahertz(OptionalLong hertz) {
    return hertz.isPresent()
        ? between(hertz.getAsLong() / 1e6, 0, MOST_MHZ)
        : OptionalDouble.empty();
  }

  static OptionalDouble between(double value, double least, double most) {
    return value >= least && value <= most ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
