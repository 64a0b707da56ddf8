package duet.inference.device.telemetry.linux;

import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample;
import duet.inference.device.telemetry.TelemetrySource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * NVIDIA's {@code tegrastats}, as one process that lives as long as this does and prints a line
 * twice a second. The newest line is the sample.
 */
final class Tegrastats implements TelemetrySource {
  private static final String FILE = "/usr/bin/tegrastats";

  private final Process process;
  private final LongSupplier clockNs;
  private final Thread listener = new Thread(this::listen, "tegrastats");
  private volatile Sample newest;

  private Tegrastats(Process process, LongSupplier clockNs) {
    this.process = process;
    this.clockNs = clockNs;
    newest = Sample.empty(clockNs.getAsLong());
    listener.setDaemon(true);
    listener.start();
  }

  /** Starts it, if it can be started. */
  static Optional<Tegrastats> start(Path program, LongSupplier clockNs) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--interval", "500")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return Optional.of(new Tegrastats(process, clockNs));
    } catch (IOException e) {
      return Optional.empty(); // no such program here
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        newest = new TegrastatsLine(line).sample(clockNs.getAsLong());
      }
    } catch (IOException e) {
      return; // it was ended
    } finally {
      newest = Sample.empty(clockNs.getAsLong()); // what it said last is no longer so
    }
  }

  @Override
  public Sample poll() {
    return newest;
  }

  /** What its newest line told. */
  @Override
  public List<Reach> reach() {
    Sample sample = newest;
    List<Reach> reach = new ArrayList<>();
    add(reach, "GPU load", sample.gpu().load().isPresent());
    add(reach, "GPU clock", sample.gpu().clockMhz().isPresent());
    add(reach, "EMC load", sample.emc().load().isPresent());
    add(reach, "EMC clock", sample.emc().clockMhz().isPresent());
    add(reach, "power", !sample.rails().isEmpty());
    add(reach, "temperatures", !sample.temperatures().isEmpty());
    for (Sample.Core core : sample.dla()) {
      add(reach, core.lane() + " on or off", core.power().isPresent());
      add(reach, core.lane() + " clock", core.clockMhz().isPresent());
    }
    return reach;
  }

  private static void add(List<Reach> reach, String quantity, boolean told) {
    if (told) {
      reach.add(Reach.readable(quantity, Path.of(FILE)));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
