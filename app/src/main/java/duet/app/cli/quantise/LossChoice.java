package duet.app.cli.quantise;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.Progress;
import duet.app.console.VerbException;
import duet.app.quantise.Judge;
import duet.app.quantise.Loss;
import duet.inference.engine.Backend;
import duet.models.card.InstalledModel;
import duet.models.dataset.DatasetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and how the quality of the new model is held against the old one's. */
final class LossChoice {
  @Option(
      names = "--evaluate",
      paramLabel = "DIR",
      description = {
        "Pairs, or labelled images, as for duet evaluate. Judges both models on the validation part"
            + " and writes nothing if more than 0.3 dB PSNR, 0.01 SSIM or 0.01 mAP50 is lost."
      })
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--accept-loss", description = "Write the new model whatever is lost.")
  private boolean accept;

  /** Prints what is lost, and ends the verb if it is too much. */
  void judge(Console console, Backend backend, InstalledModel before, InstalledModel after)
      throws InterruptedException {
    if (folder.isEmpty()) {
      return;
    }
    List<Loss> losses = losses(console, new Judge(backend, folder.get()), before, after);
    losses.forEach(loss -> console.print(loss.line()));
    if (Loss.anyTooMuch(losses) && !accept) {
      throw new VerbException(
          ExitCode.TOO_LOSSY,
          "The new model loses too much; nothing was written. Try --clip or --keep, or add"
              + " --accept-loss.");
    }
  }

  private static List<Loss> losses(
      Console console, Judge judge, InstalledModel before, InstalledModel after)
      throws InterruptedException {
    try (Progress progress = Progress.of(console, "evaluation", "images")) {
      return judge.losses(
          before,
          after,
          (done, of) -> {
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
            progress.at(done, of);
          });
    } catch (DatasetException e) {
      throw new VerbException(ExitCode.NOTHING, String.valueOf(e.getMessage()));
    }
  }
}
