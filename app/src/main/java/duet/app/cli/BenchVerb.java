package duet.app.cli;

import duet.app.cli.choice.ReadingModels;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.reading.ReadingBench;
import duet.app.shelf.ModelWish;
import duet.inference.device.Origin;
import duet.models.card.InstalledModel;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures on this machine; each measurement beside its baseline, in one run. */
@Command(
    name = "bench",
    header = "Measure this machine: reading, schedule, faults, quantise, telemetry.",
    description = "Close other programs first: whatever else runs takes time from the lanes.",
    footer = {
      "  duet bench reading",
      "  duet bench schedule",
      "  duet bench faults",
      "  duet bench quantise",
      "  duet bench telemetry"
    })
final class BenchVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to measure: duet bench reading, schedule, faults, quantise, telemetry");
  }

  /** Both models at once beside one after the other. */
  @Command(
      name = "reading",
      header = "Both models at once on two lanes, beside one after the other on one thread.",
      description = {
        "Prints for each lane the time of its engine, its load (all that its thread does for a"
            + " slice), its CPU time and its heap allocation; then the throughput of both modes, the"
            + " bound 1/max(lane load) that no order of work can beat, and the ratios.%n",
        "Measures networks of full size, Pix2Pix of width 64 and YOLOv8n at 640 pixels, with seeded"
            + " weights; --models best measures those that CT is read with. Takes some 20 seconds."
      },
      footer = {"  duet bench reading", "  duet bench reading --models best --frames 120"})
  static final class OfReading implements Callable<Integer> {
    private final Duet duet;

    @Mixin private ReadingModels choice = new ReadingModels(ModelWish.Stock.STAND_IN);
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--frames",
        paramLabel = "N",
        defaultValue = "60",
        description = "Frames to measure in each mode, 6 to 10000; ${DEFAULT-VALUE} if left out.")
    private int frames;

    OfReading(Duet duet) {
      this.duet = duet;
    }

    @Override
    public Integer call() throws InterruptedException {
      if (frames < 6 || frames > 10_000) {
        throw new ParameterException(
            spec.commandLine(), "--frames is " + frames + ", must be 6 to 10000");
      }
      Console console = duet.console();
      try (Workbench bench = duet.open(choice)) {
        refuseSimulated(bench.backend().origin());
        List<InstalledModel> models = bench.models(console::say);
        console.say("Measuring " + frames + " frames in each mode ...");
        console.print(
            ReadingBench.run(bench.backend(), models.get(0), models.get(1), frames).table());
        return ExitCode.DONE;
      }
    }

    private static void refuseSimulated(Origin origin) {
      if (origin == Origin.SIMULATED_JETSON) {
        throw new VerbException(
            ExitCode.UNAVAILABLE,
            "The settings ask for a simulated Jetson, on which nothing can be measured."
                + " Set reading.engine to cpu.");
      }
    }
  }
}
