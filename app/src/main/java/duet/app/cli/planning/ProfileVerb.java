package duet.app.cli.planning;

import duet.app.cli.choice.ReadingModels;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.Progress;
import duet.app.console.VerbException;
import duet.app.profile.ProfileFile;
import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import duet.inference.profile.Profile;
import duet.inference.profile.measured.CutModel;
import duet.inference.profile.measured.Effort;
import duet.inference.profile.measured.Profiler;
import duet.models.card.InstalledModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what schedules are made from. */
@Command(
    name = "profile",
    header = "Measure what networks cost on the lanes of this machine, segment by segment.",
    description = {
      "Cuts each network where cutting tears nothing apart that runs as one kernel, and measures every"
          + " cut beside the whole, in turns; then how much lanes slow each other. duet schedule"
          + " --profile FILE plans from the file.%n",
      "Takes seconds to minutes. Close other programs first: whatever else runs takes time from the"
          + " lanes."
    },
    footer = {
      "  duet profile -o here.json",
      "  duet profile gan.onnx yolo.onnx --lanes CPU0,CPU1 -o here.json",
      "  duet profile --quick --segments 8"
    })
public final class ProfileVerb implements Callable<Integer> {
  private final Bench.Opener opener;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "An .onnx file, or a name from 'duet models'; the two that CT is read with if left out.")
  private List<String> names = List.of();

  @Option(
      names = "--lanes",
      paramLabel = "LANES",
      converter = LaneNames.Converter.class,
      description = "Such as CPU0,CPU1; all that there are if left out.")
  private Optional<LaneNames> lanes = Optional.empty();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write the profile there, as JSON.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--segments",
      paramLabel = "N",
      defaultValue = "24",
      description = "Segments of a network at most, 1 to 200; ${DEFAULT-VALUE} if left out.")
  private int segments;

  @Option(names = "--quick", description = "Fewer rounds, for a first impression.")
  private boolean quick;

  @Mixin private ReadingModels choice = new ReadingModels();
  @Spec private CommandSpec spec = CommandSpec.create();

  public ProfileVerb(Bench.Opener opener) {
    this.opener = opener;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (segments < 1 || segments > 200) {
      throw new ParameterException(
          spec.commandLine(), "--segments is " + segments + ", must be 1 to 200");
    }
    Console console = opener.console();
    try (Bench bench = opener.bench(choice)) {
      Bench.demandReal(bench.backend());
      Backend backend = bench.backend();
      List<Lane> its = lanesOf(backend);
      List<CutModel> models = models(bench, console);
      console.say("Measuring on " + backend.name() + ": " + its + " ...");
      Profile profile = measure(Profiler.Rig.of(backend, its), models, console);
      new ProfileText(profile).lines().forEach(console::print);
      out.ifPresent(file -> ProfileFile.write(file, profile));
      out.ifPresent(file -> console.say("Written to " + file));
      return ExitCode.DONE;
    }
  }

  private Profile measure(Profiler.Rig rig, List<CutModel> models, Console console)
      throws InterruptedException {
    try (Progress progress = Progress.of(console, "profile", "steps")) {
      Effort effort = quick ? Effort.QUICK : Effort.THOROUGH;
      return Profiler.measure(rig, models, effort, (done, total, what) -> progress.at(done, total));
    }
  }

  private List<Lane> lanesOf(Backend backend) {
    LaneNames its = lanes.orElse(new LaneNames(backend.lanes()));
    List<Lane> missing = its.missing(backend);
    if (!missing.isEmpty()) {
      throw new VerbException(
          ExitCode.UNAVAILABLE,
          backend.name() + " has no " + missing + " here; it has " + backend.lanes() + ".");
    }
    return its.lanes();
  }

  private List<CutModel> models(Bench bench, Console console) {
    List<InstalledModel> installed =
        names.isEmpty() ? bench.reading(console::say) : bench.installed(console::say);
    List<CutModel> models = new ArrayList<>();
    if (names.isEmpty()) {
      installed.forEach(m -> models.add(CutModel.read(m.card().name(), m.file(), segments)));
    }
    for (String name : names) {
      models.add(model(name, installed));
    }
    refuseTwice(models);
    return models;
  }

  private static void refuseTwice(List<CutModel> models) {
    if (models.stream().map(CutModel::name).distinct().count() < models.size()) {
      throw new VerbException(ExitCode.USAGE, "Two models have the same name; rename a file.");
    }
  }

  private CutModel model(String name, List<InstalledModel> installed) {
    Path file = Path.of(name);
    if (Files.isRegularFile(file)) {
      String its = String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", "");
      return CutModel.read(its, file, segments);
    }
    return installed.stream()
        .filter(model -> model.card().name().equals(name))
        .findFirst()
        .map(model -> CutModel.read(name, model.file(), segments))
        .orElseThrow(() -> unknown(name, installed));
  }

  private static VerbException unknown(String name, List<InstalledModel> installed) {
    return new VerbException(
        ExitCode.UNAVAILABLE,
        "There is no file and no installed model '"
            + name
            + "'; there are "
            + installed.stream().map(model -> model.card().name()).collect(Collectors.joining(", "))
            + ".");
  }
}
