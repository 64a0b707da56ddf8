package duet.app.cli.doctor;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.JsonFile;
import duet.app.console.VerbException;
import duet.app.doctor.Examination;
import duet.inference.device.Machine;
import duet.inference.engine.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What this machine has for GPU and DLA, and what it lacks. */
@Command(
    name = "doctor",
    header = "Look at this computer: what is there for GPU and DLA, what is missing, what to do.",
    description = {
      "Looks at the computer, JetPack and NVIDIA's libraries, then tries each lane that can be used:"
          + " opens a small network, compares its results with ONNX Runtime, takes the time. On a"
          + " Jetson this builds engines and takes some minutes. Nothing is installed or changed.%n",
      "The report is for us, if something does not work. It holds what is printed here and the"
          + " versions of Duet, Java and Linux; no patient data, no names, no addresses."
    },
    footer = {"  duet doctor", "  duet doctor --report duet-doctor.json"})
public final class DoctorVerb implements Callable<Integer> {
  private final Console console;
  private final Supplier<Backend> cpu;
  private final Supplier<Backend> tensorRt;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what was found as JSON, to send to us.")
  private Optional<Path> report = Optional.empty();

  /**
   * The verb.
   *
   * @param cpu opens the runtime that is always there
   * @param tensorRt makes the one that may not be usable
   */
  public DoctorVerb(Console console, Supplier<Backend> cpu, Supplier<Backend> tensorRt) {
    this.console = console;
    this.cpu = cpu;
    this.tensorRt = tensorRt;
  }

  @Override
  public Integer call() throws IOException {
    report.ifPresent(DoctorVerb::requireFolder);
    Machine machine = Machine.here();
    Examination found = Examination.make(machine, cpu.get(), tensorRt.get(), console::say);
    DoctorText.lines(found).forEach(console::print);
    report.ifPresent(
        file -> {
          JsonFile.write(file, DoctorReport.tree(found));
          console.print("The report is in " + file + ". It holds no patient data.");
        });
    return found.hasFailures() ? ExitCode.PARTLY : ExitCode.DONE;
  }

  private static void requireFolder(Path file) {
    if (!Files.isDirectory(file.toAbsolutePath().resolveSibling(""))) {
      throw new VerbException(ExitCode.USAGE, "There is no folder to write '" + file + "' to.");
    }
  }
}
