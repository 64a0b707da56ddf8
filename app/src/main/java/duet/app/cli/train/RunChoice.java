package duet.app.cli.train;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.models.dataset.DatasetException;
import duet.models.training.Torch;
import duet.models.training.TrainingException;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a run lies and what it runs on: the options that all trainers share. */
final class RunChoice {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the run: checkpoints, record, curves, model.")
  private Path out = Path.of("");

  @Option(names = "--resume", description = "Go on with the run in --out.")
  private boolean resume;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides all that is random; ${DEFAULT-VALUE} if left out.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of PyTorch; one for each core if left out.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu",
      defaultValue = "cpu",
      description = "Where to train; ${DEFAULT-VALUE} if left out.")
  private Torch.Device device = Torch.Device.CPU;

  Path out() {
    return out;
  }

  boolean resume() {
    return resume;
  }

  long seed() {
    return seed;
  }

  Torch torch() {
    return Torch.open(threads, device);
  }

  /**
   * Ends the verb if the folder does not fit the wish to begin or to go on.
   *
   * @param begun whether there is a run in it
   */
  void require(boolean begun) {
    if (begun && !resume) {
      throw new VerbException(
          ExitCode.USAGE,
          "There is a run in " + out + ". Go on with it by --resume, or choose another --out.");
    }
    if (resume && !begun) {
      throw new VerbException(
          ExitCode.USAGE, "There is no run in " + out + " to go on with. Leave out --resume.");
    }
  }

  /** Turns what a trainer refuses into a line for the user. */
  static <T> T orExplain(Supplier<T> run) {
    try {
      return run.get();
    } catch (DatasetException e) {
      throw new VerbException(ExitCode.NOTHING, String.valueOf(e.getMessage()));
    } catch (TrainingException e) {
      throw new VerbException(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }
}
