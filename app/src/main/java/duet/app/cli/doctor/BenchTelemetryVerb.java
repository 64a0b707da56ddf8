package duet.app.cli.doctor;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.doctor.TelemetryBench;
import duet.inference.device.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What watching the machine costs. */
@Command(
    name = "telemetry",
    header = "The processor time that reading load, clocks, power and temperatures takes.",
    description = {
      "Reads all that the window shows of the machine twice a second, as the window does, and prints"
          + " the processor time that this took as a share of one core; then the same back to back.%n",
      "Where tegrastats has to help, its own processor time comes on top; it is not counted here."
    },
    footer = {"  duet bench telemetry", "  duet bench telemetry --seconds 60"})
public final class BenchTelemetryVerb implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long to read, 1 to 3600; ${DEFAULT-VALUE} if left out.")
  private int seconds;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "Read the files below this folder: a copy of another machine's /sys and /proc.")
  private Path root = Path.of("/");

  /** The verb. */
  public BenchTelemetryVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    require(seconds >= 1 && seconds <= 3600, "--seconds is " + seconds + ", must be 1 to 3600");
    require(Files.isDirectory(root), "--root '" + root + "' is no folder");
    console.say("Reading twice a second for " + seconds + " s ...");
    Machine machine = new Machine(root, System.getProperty("os.arch"), List.of());
    print(TelemetryBench.run(machine, Duration.ofSeconds(seconds)));
    return ExitCode.DONE;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private void print(TelemetryBench found) {
    say("quantities that can be read  %d", found.readable());
    say("twice a second               %.2f %% of a core", found.share() * 100);
    say(
        "                             %d reads, %.0f µs of processor time each",
        found.paced().polls(), found.paced().cpuNs() / 1e3 / found.paced().polls());
    say("back to back                 %.0f µs each", found.warmNs() / 1e3);
    console.print("measured on this computer");
  }

  private void say(String format, Object... values) {
    console.print(String.format(Locale.ROOT, format, values));
  }
}
