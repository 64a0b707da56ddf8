package duet.app.cli.planning;

import duet.app.cli.choice.ReadingModels;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.Progress;
import duet.app.planning.FaultBench;
import duet.app.planning.FaultBench.Outcome;
import duet.app.planning.ScheduleBench;
import duet.app.planning.Trouble;
import duet.inference.schedule.Schedulers;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Engines in trouble, and what becomes of the frames. */
@Command(
    name = "faults",
    header = "Whether frames survive an engine that fails, hangs or slows in mid-stream.",
    description = {
      "Runs both models by Duet's plan on slices of the phantom, on real engines. After a third of"
          + " the frames the engines of the last lane fail once, fail for good, hang for 2 s, or"
          + " take 3 times as long. Prints how many frames were lost or came out of order, whether"
          + " every result has the bits that it has without trouble, when the plan was made anew,"
          + " and what the timeline says.%n",
      "Exit code 3 when a frame was lost, swapped or changed."
    },
    footer = {"  duet bench faults", "  duet bench faults --frames 300"})
public final class BenchFaultsVerb implements Callable<Integer> {
  private static final int SEGMENTS = 16;
  private static final int MARKS = 4;

  private final Bench.Opener opener;

  @Mixin private ReadingModels choice = new ReadingModels();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "150",
      description = "Frames of each kind, 60 to 10000; ${DEFAULT-VALUE} if left out.")
  private int frames;

  public BenchFaultsVerb(Bench.Opener opener) {
    this.opener = opener;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (frames < 60 || frames > 10_000) {
      throw new ParameterException(
          spec.commandLine(), "--frames is " + frames + ", must be 60 to 10000");
    }
    Console console = opener.console();
    try (Bench bench = opener.bench(choice)) {
      Bench.demandReal(bench.backend());
      ScheduleBench.Wish wish =
          new ScheduleBench.Wish(
              bench.reading(console::say), List.of(Schedulers.best()), frames, SEGMENTS);
      FaultBench faults = plan(ScheduleBench.of(bench.backend(), wish), console);
      console.print(
          "%s, %s; %d frames through two models, trouble on %s after a third"
              .formatted(
                  bench.backend().name(), bench.backend().origin().words(), frames, faults.lane()));
      return run(faults, console);
    }
  }

  private FaultBench plan(ScheduleBench bench, Console console) throws InterruptedException {
    try (Progress progress = Progress.of(console, "profile", "steps")) {
      return FaultBench.of(
          bench, bench.plan((done, total, what) -> progress.at(done, total)).get(0), frames);
    }
  }

  private static int run(FaultBench faults, Console console) throws InterruptedException {
    boolean survived = true;
    for (Trouble trouble : Trouble.values()) {
      Outcome outcome = faults.run(trouble);
      console.print(line(outcome));
      outcome.marks().stream()
          .map(mark -> "    " + mark.lane() + ": " + mark.words())
          .distinct()
          .limit(MARKS)
          .forEach(console::print);
      survived &= outcome.lost() == 0 && outcome.disordered() == 0 && outcome.sameBits();
    }
    console.print(survived ? "No frame was lost, swapped or changed." : "FRAMES WERE HARMED.");
    return survived ? ExitCode.DONE : ExitCode.PARTLY;
  }

  private static String line(Outcome outcome) {
    OptionalLong ns = outcome.replanNs();
    String anew =
        ns.isPresent()
            ? String.format(Locale.ROOT, "new plan after %.0f ms", ns.getAsLong() / 1e6)
            : "no new plan";
    return String.format(
        Locale.ROOT,
        "%-38s lost %d, out of order %d, bits %s, %s",
        outcome.trouble().words(),
        outcome.lost(),
        outcome.disordered(),
        outcome.sameBits() ? "same" : "DIFFER",
        anew);
  }
}
