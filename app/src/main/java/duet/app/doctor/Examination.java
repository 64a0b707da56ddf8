package duet.app.doctor;

import duet.inference.device.Lane;
import duet.inference.device.Machine;
import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.linux.LinuxTelemetry;
import duet.inference.engine.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was found on this machine.
 *
 * @param links the chain from the computer to GPU and DLA, whether it holds or not
 * @param trials of each lane that can be used
 * @param runtimes what the lanes run with
 * @param telemetry what the machine tells of its load, clocks, power and temperatures
 */
public record Examination(
    List<Link> links, List<Trial> trials, List<String> runtimes, List<Reach> telemetry) {
  /**
   * Looks at everything and tries each lane that can be used. Takes seconds on a CPU, minutes on a
   * Jetson, where engines are built.
   *
   * @param say takes a line before something takes long
   */
  public static Examination make(
      Machine machine, Backend cpu, Backend tensorRt, Consumer<String> say) throws IOException {
    say.accept("Looking at this computer ...");
    List<Link> links = new Chain(machine, tensorRt, bindings()).links();
    List<Backend> usable = new ArrayList<>(List.of(cpu));
    if (tensorRt.unavailable().isEmpty()) {
      usable.add(0, tensorRt);
    }
    return new Examination(
        links,
        tryAll(usable, cpu, say),
        usable.stream().map(Backend::name).toList(),
        telemetry(machine));
  }

  private static List<Reach> telemetry(Machine machine) {
    try (LinuxTelemetry telemetry = LinuxTelemetry.open(machine, System::nanoTime)) {
      return telemetry.reach();
    }
  }

  private static List<Trial> tryAll(List<Backend> usable, Backend cpu, Consumer<String> say)
      throws IOException {
    Path model = Files.createTempFile("duet-trial", ".onnx");
    try {
      TrialNetwork.write(model);
      LaneTrial trial = LaneTrial.of(model, cpu);
      List<Trial> trials = new ArrayList<>();
      for (Backend backend : usable) {
        for (Lane lane : backend.lanes()) {
          say.accept("Trying " + lane + " with " + backend.name() + " ...");
          trials.add(trial.run(backend, lane));
        }
      }
      return List.copyOf(trials);
    } finally {
      Files.deleteIfExists(model);
    }
  }

  /** Read from a file of the bindings; to load a class of them would load NVIDIA's libraries. */
  private static Optional<String> bindings() throws IOException {
    var properties = new java.util.Properties();
    try (var in =
        Examination.class
            .getClassLoader()
            .getResourceAsStream("META-INF/maven/org.bytedeco/tensorrt/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    }
    return Optional.ofNullable(properties.getProperty("version"));
  }

  /** Whether a lane that should work does not. */
  public boolean hasFailures() {
    return trials.stream().anyMatch(trial -> trial.failure().isPresent());
  }

  /** What to do, each thing once, the first thing first. */
  public List<String> cures() {
    return links.stream().flatMap(link -> link.cure().stream()).distinct().toList();
  }
}
