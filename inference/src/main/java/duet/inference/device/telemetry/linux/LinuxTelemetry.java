package duet.inference.device.telemetry.linux;

import duet.inference.device.Machine;
import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample;
import duet.inference.device.telemetry.TelemetrySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The kernel's files, and {@code tegrastats} for what they do not tell. It is started on a Jetson
 * only, and only where it can add something: without root it tells less than the files do.
 */
public final class LinuxTelemetry implements TelemetrySource {
  private static final List<String> WORTH_A_PROCESS = List.of("GPU load", "power");

  private final KernelFiles files;
  private final Optional<Tegrastats> tegrastats;

  private LinuxTelemetry(KernelFiles files, Optional<Tegrastats> tegrastats) {
    this.files = files;
    this.tegrastats = tegrastats;
  }

  /**
   * Looks for all files, once.
   *
   * @param clockNs dates the samples
   */
  public static LinuxTelemetry open(Machine machine, LongSupplier clockNs) {
    return open(machine, Files::isReadable, clockNs);
  }

  static LinuxTelemetry open(Machine machine, Predicate<Path> readable, LongSupplier clockNs) {
    KernelFiles files = new KernelFiles(machine, new Tree(machine.root(), readable), clockNs);
    Path program = machine.root().resolve("usr/bin/tegrastats");
    boolean needed =
        machine.isJetson()
            && files.reach().stream()
                .anyMatch(one -> WORTH_A_PROCESS.contains(one.quantity()) && !one.isReadable());
    return new LinuxTelemetry(
        files,
        needed && Files.isExecutable(program)
            ? Tegrastats.start(program, clockNs)
            : Optional.empty());
  }

  @Override
  public Sample poll() {
    Sample sample = files.poll();
    return tegrastats.map(Tegrastats::poll).map(sample::or).orElse(sample);
  }

  @Override
  public List<Reach> reach() {
    List<Reach> more = tegrastats.map(Tegrastats::reach).orElse(List.of());
    return files.reach().stream().map(one -> one.isReadable() ? one : better(one, more)).toList();
  }

  private static Reach better(Reach one, List<Reach> more) {
    return more.stream()
        .filter(other -> other.quantity().equals(one.quantity()))
        .findFirst()
        .orElse(one);
  }

  @Override
  public void close() {
    tegrastats.ifPresent(Tegrastats::close);
    files.close();
  }
}
