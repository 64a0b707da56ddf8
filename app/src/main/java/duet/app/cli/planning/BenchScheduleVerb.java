package duet.app.cli.planning;

import duet.app.cli.choice.ReadingModels;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.Progress;
import duet.app.planning.ScheduleBench;
import duet.app.planning.ScheduleBench.Outcome;
import duet.app.planning.ScheduleBench.Wish;
import duet.app.shelf.ModelWish;
import duet.inference.device.Lane;
import duet.inference.schedule.Schedule;
import duet.inference.schedule.Schedulers;
import duet.models.card.InstalledModel;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Every policy's plan beside its run. */
@Command(
    name = "schedule",
    header = "What each policy plans, beside what its plan does when it really runs.",
    description = {
      "Measures a profile of both models on all lanes, plans from it by each policy, and runs every"
          + " plan in turns on slices of the phantom. Prints frames a second and the use of each"
          + " lane, planned beside measured, and whether every result of every plan has the same"
          + " bits.%n",
      "Takes about a minute, with --full some minutes. A machine that does something else meanwhile"
          + " is slower than its profile says."
    },
    footer = {"  duet bench schedule", "  duet bench schedule --full --frames 120"})
public final class BenchScheduleVerb implements Callable<Integer> {
  private final Bench.Opener opener;

  @Mixin private ReadingModels choice = new ReadingModels();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--full",
      description = "With untrained networks of full size, Pix2Pix of width 64 among them.")
  private boolean full;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "240",
      description = "Frames of each policy, 48 to 100000; ${DEFAULT-VALUE} if left out.")
  private int frames;

  @Option(
      names = "--segments",
      paramLabel = "N",
      defaultValue = "16",
      description = "Segments of each network at most, 1 to 200; ${DEFAULT-VALUE} if left out.")
  private int segments;

  public BenchScheduleVerb(Bench.Opener opener) {
    this.opener = opener;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (frames < 48 || frames > 100_000 || segments < 1 || segments > 200) {
      throw new ParameterException(
          spec.commandLine(), "--frames must be 48 to 100000 and --segments 1 to 200");
    }
    Console console = opener.console();
    ReadingModels which = full ? new ReadingModels(ModelWish.Stock.STAND_IN) : choice;
    try (Bench bench = opener.bench(which)) {
      Bench.demandReal(bench.backend());
      List<InstalledModel> models = bench.reading(console::say);
      Wish wish = new Wish(models, Schedulers.all(), frames, segments);
      ScheduleBench its = ScheduleBench.of(bench.backend(), wish);
      List<Schedule> schedules = plan(its, console);
      console.say("Running " + schedules.size() + " plans in turns ...");
      List<Outcome> outcomes = its.run(schedules);
      console.print(
          bench.backend().name() + ", " + bench.backend().origin().words() + "; planned from that");
      lines(outcomes).forEach(console::print);
      return ExitCode.DONE;
    }
  }

  private static List<Schedule> plan(ScheduleBench bench, Console console)
      throws InterruptedException {
    try (Progress progress = Progress.of(console, "profile", "steps")) {
      return bench.plan((done, total, what) -> progress.at(done, total));
    }
  }

  private static List<String> lines(List<Outcome> outcomes) {
    List<Lane> lanes = outcomes.get(0).schedule().problem().profile().laneNames();
    List<String> lines =
        outcomes.stream().map(outcome -> line(outcome, lanes)).collect(Collectors.toList());
    lines.add(
        0,
        String.format(
            Locale.ROOT,
            "%-17s %9s %9s %6s  %s  %s",
            "policy",
            "planned/s",
            "measured",
            "ratio",
            lanes.stream().map(l -> String.format("%-11s", l)).collect(Collectors.joining(" ")),
            "bits"));
    boolean all = outcomes.stream().allMatch(o -> Math.abs(o.ratio() - 1) <= 0.1);
    boolean bits = outcomes.stream().allMatch(Outcome::sameBits);
    lines.add("Lanes: busy as planned / as measured, in percent.");
    lines.add("Measured within 10 % of the plan: " + (all ? "all" : "not all"));
    lines.add("Results of all plans bit for bit the same: " + (bits ? "yes" : "NO"));
    return lines;
  }

  private static String line(Outcome outcome, List<Lane> lanes) {
    return String.format(
        Locale.ROOT,
        "%-17s %9.2f %9.2f %6.3f  %s  %s",
        outcome.schedule().policy(),
        outcome.schedule().metrics().framesPerSecond(),
        outcome.framesPerSecond(),
        outcome.ratio(),
        lanes.stream().map(lane -> busy(outcome, lane)).collect(Collectors.joining(" ")),
        outcome.sameBits() ? "same" : "DIFFER");
  }

  private static String busy(Outcome outcome, Lane lane) {
    double planned =
        outcome.schedule().metrics().lanes().stream()
            .filter(its -> its.lane() == lane)
            .mapToDouble(its -> its.busy())
            .sum();
    double measured = outcome.busy().getOrDefault(lane, 0.0);
    return String.format(Locale.ROOT, "%3.0f / %3.0f  ", 100 * planned, 100 * measured);
  }
}
