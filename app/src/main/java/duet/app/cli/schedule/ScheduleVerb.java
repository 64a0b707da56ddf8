package duet.app.cli.schedule;

import duet.app.batch.OutFolder;
import duet.app.cli.choice.OutChoice;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.Failures;
import duet.app.console.JsonFile;
import duet.app.console.VerbException;
import duet.app.schedule.Comparison;
import duet.app.schedule.ComparisonText;
import duet.app.schedule.ComparisonTree;
import duet.app.schedule.Gantt;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Objective;
import duet.inference.plan.Problem;
import duet.inference.profile.Profile;
import duet.inference.schedule.Schedule;
import duet.inference.schedule.Scheduler;
import duet.inference.schedule.Schedulers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model runs where and when, by several policies. */
@Command(
    name = "schedule",
    header = "Plan models on the GPU and DLAs of a simulated Jetson, or on measured lanes.",
    description = {
      "Predicts what each layer of each MODEL costs on each lane, looks for the best routes over the"
          + " lanes, and follows them on a virtual clock: frames a second, use of the lanes, latency"
          + " and energy, with how far from the best there can be the plan is. --compare all holds"
          + " it against gpu-only, gpu-only-streams, naive, pipeline and one-cut (HaX-CoNN).%n",
      "Nothing is run: the numbers of a simulated Jetson are predicted, and say so; those of a"
          + " profile are as good as its measurements."
    },
    footer = {
      "  duet schedule pix2pix-cropping-64 yolov8n-640 --device orin-64 --compare all",
      "  duet schedule gan.onnx gan.onnx --objective latency --compare all -o plans",
      "  duet schedule gan.onnx yolo.onnx --period 33.3 --deadline yolo=20 --priority yolo=1",
      "  duet schedule --profile profile.json --objective energy"
    })
public final class ScheduleVerb implements Callable<Integer> {
  private final Console console;
  private final Shelf shelf;

  @Mixin private TaskChoice tasks = new TaskChoice();
  @Mixin private DeviceChoice device = new DeviceChoice();
  @Mixin private InflowChoice inflow = new InflowChoice();

  @Option(
      names = "--objective",
      paramLabel = "WHAT",
      defaultValue = "throughput",
      description =
          "throughput, latency (the 99th percentile) or energy; ${DEFAULT-VALUE} if left out.")
  private Objective objective = Objective.THROUGHPUT;

  @Option(
      names = "--compare",
      split = ",",
      paramLabel = "POLICY",
      defaultValue = "duet",
      description =
          "all, or some of gpu-only, gpu-only-streams, naive, pipeline, one-cut, duet;"
              + " ${DEFAULT-VALUE} if left out.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for schedule.json and a picture of each plan, gantt-POLICY.svg.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--overwrite", description = "Replace the results of an earlier run in DIR.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print JSON instead of the table.")
  private boolean json;

  public ScheduleVerb(Console console, Shelf shelf) {
    this.console = console;
    this.shelf = shelf;
  }

  @Override
  public Integer call() throws IOException {
    List<Scheduler> schedulers = schedulers();
    if (tasks.words().isEmpty() && device.predicts()) {
      throw new ImpossibleException("There is no model to schedule; name at least one.");
    }
    Profile profile = device.profile(tasks.words(), new Networks(shelf));
    Problem problem = new Problem(profile, tasks.tasks(profile), objective, inflow.inflow());
    Schedulers.refuseImpossible(problem);
    if (out.isPresent()) {
      try (OutFolder folder = OutChoice.open(out.get(), overwrite)) {
        Comparison comparison = Comparison.of(problem, schedulers);
        print(comparison);
        write(comparison, folder);
      }
    } else {
      print(Comparison.of(problem, schedulers));
    }
    return ExitCode.DONE;
  }

  private List<Scheduler> schedulers() {
    if (policies.contains("all")) {
      return Schedulers.all();
    }
    try {
      return policies.stream().map(Schedulers::named).toList();
    } catch (ImpossibleException e) {
      throw new VerbException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private void print(Comparison comparison) {
    if (json) {
      console.print(JsonFile.text(ComparisonTree.of(comparison)));
    } else {
      new ComparisonText(comparison).lines().forEach(console::print);
    }
  }

  private void write(Comparison comparison, OutFolder folder) throws IOException {
    JsonFile.write(folder.stageFile("schedule.json"), ComparisonTree.of(comparison));
    folder.finish("schedule.json");
    for (Schedule schedule : comparison.schedules()) {
      String name = "gantt-" + schedule.policy() + ".svg";
      try {
        Files.writeString(folder.stageFile(name), Gantt.svg(schedule));
      } catch (IOException e) {
        throw new VerbException(
            ExitCode.CANNOT_WRITE, name + " cannot be written: " + Failures.why(e));
      }
      folder.finish(name);
    }
    console.say("Written to " + folder.folder() + ".");
  }
}
