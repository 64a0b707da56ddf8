package duet.app.cli;

import duet.app.cli.choice.Paths;
import duet.app.cli.choice.PictureModel;
import duet.app.cli.choice.ReadingModels;
import duet.app.cli.evaluate.Tools;
import duet.app.cli.planning.Bench;
import duet.app.config.ConfigException;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.shelf.ModelWish;
import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import duet.inference.engine.Optimisation;
import duet.models.card.InstalledModel;
import duet.models.card.Task;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The command without a verb: the window. Holds what all verbs share. */
@Command(
    name = "duet",
    versionProvider = Version.class,
    customSynopsis = {
      "duet [PATH...]        open the window, with what is at PATH",
      "  or:  duet VERB [OPTIONS]   do one thing without a window",
      "  or:  duet VERB --help      explain a verb"
    },
    header = "CT beside synthetic MRI and stroke boxes, on two lanes. For research use only.")
final class Duet implements Callable<Integer>, Tools, Bench.Opener {
  private final Console console;
  private final Workbench.Opener workbenches;

  @Parameters(paramLabel = "PATH", description = "DICOM files, folders or ZIPs.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explain and exit.")
  private boolean unusedHelp; // picocli reads it

  @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
  private boolean unusedVersion;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where models and received studies lie; your own data folder if left out.")
  private Optional<Path> data = Optional.empty();

  @Mixin private ReadingModels models = new ReadingModels();

  Duet(Console console, Workbench.Opener workbenches) {
    this.console = console;
    this.workbenches = workbenches;
  }

  @Override
  public Integer call() throws InterruptedException {
    return show(paths, Workbench.First.PATHS, models);
  }

  @Override
  public Console console() {
    return console;
  }

  @Override
  public String software() {
    return Version.text();
  }

  @Override
  public Optional<Path> data() {
    return data;
  }

  @Override
  public Tools withUsualData() {
    return new Duet(console, workbenches);
  }

  @Override
  public Opened open(Task task, Optional<Path> onnx, Optional<Path> card) {
    try (Workbench bench = open()) {
      Backend backend = bench.backend();
      if (onnx.isPresent()) {
        PictureModel.Chosen chosen = PictureModel.open(backend, task, onnx.get(), card);
        return new Opened(chosen.engine(), chosen.model());
      }
      InstalledModel model =
          bench.models(console::say).stream()
              .filter(one -> one.card().task() == task)
              .findFirst()
              .orElseThrow();
      Lane lane = backend.lanes().get(0);
      return new Opened(backend.open(model.file(), lane, Optimisation.ALL), model);
    }
  }

  @Override
  public Bench bench(ReadingModels its) {
    return new OnWorkbench(open(its));
  }

  /** The part of a workbench that measuring needs. */
  private record OnWorkbench(Workbench workbench) implements Bench {
    @Override
    public Backend backend() {
      return workbench.backend();
    }

    @Override
    public List<InstalledModel> reading(Consumer<String> say) {
      return workbench.models(say);
    }

    @Override
    public List<InstalledModel> installed(Consumer<String> say) {
      return workbench.allModels(say);
    }

    @Override
    public void close() {
      workbench.close();
    }
  }

  /** What the verbs work with; close it. */
  Workbench open() {
    return open(new ReadingModels());
  }

  /** The same with the models that its user chose. */
  Workbench open(ReadingModels its) {
    if (its != models && !models.wish().equals(ModelWish.NONE)) {
      throw new VerbException(ExitCode.USAGE, "Say which models after the verb, not before it.");
    }
    try {
      return workbenches.open(data, its.wish());
    } catch (ConfigException e) {
      throw new VerbException(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  /** The files of the installed models, by name. */
  Map<String, Path> installed() {
    Map<String, Path> files = new LinkedHashMap<>();
    try (Workbench bench = open()) {
      bench.allModels(console::say).forEach(m -> files.put(m.card().name(), m.file()));
    }
    return files;
  }

  /** Opens the window and waits until it is closed. */
  int show(List<Path> wanted, Workbench.First first, ReadingModels its)
      throws InterruptedException {
    Paths.requirePresent(wanted);
    requireDisplay(first);
    try (Workbench bench = open(its)) {
      if (bench.show(wanted, first) == Workbench.Shown.NO_DISPLAY) {
        throw new VerbException(ExitCode.NOTHING, first.withoutDisplay());
      }
      return ExitCode.DONE;
    }
  }

  static void requireDisplay(Workbench.First first) {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    boolean display =
        Stream.of("DISPLAY", "WAYLAND_DISPLAY")
            .map(System::getenv)
            .anyMatch(value -> value != null && !value.isBlank());
    boolean drawnElsewhere = System.getProperty("glass.platform") != null;
    if (linux && !display && !drawnElsewhere) {
      throw new VerbException(ExitCode.NOTHING, first.withoutDisplay());
    }
  }
}
