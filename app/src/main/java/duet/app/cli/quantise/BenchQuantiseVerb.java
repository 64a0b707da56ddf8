package duet.app.cli.quantise;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.quantise.Bench;
import duet.app.quantise.Candidate;
import duet.inference.engine.Backend;
import duet.models.build.Pix2Pix;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What eight bits gain on this machine. */
@Command(
    name = "quantise",
    aliases = "quantize",
    header = "Pix2Pix in 8 bits beside FP32, one slice on one thread.",
    description = {
      "Builds the generator with seeded weights, quantises it as duet quantise does, and runs both in"
          + " turns on the same images. The times are those of trained weights; the difference of the"
          + " results is not.%n",
      "Takes about a minute at width 64."
    },
    footer = {"  duet bench quantise", "  duet bench quantise --width 24 --variant original"})
public final class BenchQuantiseVerb implements Callable<Integer> {
  private final Console console;
  private final Supplier<Backend> backends;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "64",
      description = "Channels of the first block; ${DEFAULT-VALUE} if left out, as in the paper.")
  private int width;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      defaultValue = "cropping",
      description = "original, cropping or convolution; ${DEFAULT-VALUE} if left out.")
  private Pix2Pix.Variant variant = Pix2Pix.Variant.CROPPING;

  /**
   * The verb.
   *
   * @param backends opens the runtime once it is needed
   */
  public BenchQuantiseVerb(Console console, Supplier<Backend> backends) {
    this.console = console;
    this.backends = backends;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Pix2Pix network = new Pix2Pix(variant, width, Bench.SIZE);
    try (StepBars bars = new StepBars(console);
        Bench bench = Bench.open();
        Candidate candidate = bench.quantise(backends.get(), network, bars)) {
      bars.end();
      console.print("pix2pix " + network.variant() + ", width " + width + ", FP32 -> int8");
      candidate.outcome().lines(candidate.model().card().output()).forEach(console::print);
      return ExitCode.DONE;
    } catch (CancellationException e) {
      throw (InterruptedException) new InterruptedException("stopped").initCause(e);
    }
  }
}
