package duet.app.cli.train;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.models.build.Pix2Pix.Variant;
import duet.models.dataset.PairSet;
import duet.models.training.Torch;
import duet.models.training.mri.LossWeights;
import duet.models.training.mri.MriOptions;
import duet.models.training.mri.TableTwo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The paper's Table II, made again. */
@Command(
    name = "table-2",
    header = "Train the three variants of Pix2Pix alike, several times, and compare them.",
    description = {
      "Table II of arXiv 2510.01730 reports that removing the padding of the transposed convolutions"
          + " raises SSIM by 5 %. This trains each variant from several seeds and writes means and"
          + " standard deviations beside the paper's figures, DIR/table-2.md. Runs that are done are"
          + " not done again, and one that was cut off goes on."
    },
    footer = {"  duet train table-2 --pairs pairs --out table-2 --seeds 3 --epochs 40"})
public final class TableTwoVerb implements Callable<Integer> {
  private static final int FEWEST_SEEDS = 2;
  private final Console console;

  @Mixin private RunChoice run = new RunChoice();

  @Option(names = "--pairs", required = true, paramLabel = "DIR", description = "The pairs.")
  private Path pairs = Path.of("");

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "CASE",
      description = "Cases to leave out, such as those of another weighting.")
  private Set<String> without = Set.of();

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "16",
      description = "Channels of the first block, 64 in the paper; ${DEFAULT-VALUE} if left out.")
  private int width;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "40",
      description = "Times that each pair is seen in a run; ${DEFAULT-VALUE} if left out.")
  private int epochs;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of each variant, 2 or more; ${DEFAULT-VALUE} if left out.")
  private int seeds;

  /**
   * The verb.
   *
   * @param console for progress and the result
   */
  public TableTwoVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (seeds < FEWEST_SEEDS) {
      throw new VerbException(
          ExitCode.USAGE, "--seeds is " + seeds + ": one run has no deviation, take 2 or more.");
    }
    List<TableTwo.Row> rows = RunChoice.orExplain(this::train);
    if (rows.size() < seeds * Variant.values().length) {
      console.say("Stopped. The same command goes on.");
      return ExitCode.STOPPED;
    }
    String text = new TableTwoText(rows, command(), options()).markdown();
    Path file = run.out().resolve("table-2.md");
    write(file, text);
    console.print(text);
    console.say(file + " is written.");
    return ExitCode.DONE;
  }

  private List<TableTwo.Row> train() {
    PairSet set = PairSet.read(pairs).without(without);
    try (Torch torch = run.torch()) {
      return TableTwo.run(
          torch, options(), run.out(), set, seeds, new TrainingProgress(console, System::nanoTime));
    }
  }

  private static void write(Path file, String text) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new VerbException(
          ExitCode.CANNOT_WRITE, file + " cannot be written: " + e.getMessage());
    }
  }

  /** What was typed, without the folders of this machine. */
  private String command() {
    return "duet train table-2 --pairs DIR --out DIR"
        + (without.isEmpty() ? "" : " --without " + String.join(",", without))
        + " --width "
        + width
        + " --epochs "
        + epochs
        + " --seeds "
        + seeds
        + " --seed "
        + run.seed();
  }

  /** As in the paper: the loss of the tutorial, and dropout while learning. */
  private MriOptions options() {
    return new MriOptions(
        Variant.ORIGINAL,
        width,
        epochs,
        4,
        1e-3f,
        LossWeights.TUTORIAL,
        0.5f,
        0.99f,
        epochs,
        run.seed());
  }
}
