package duet.app.cli.choice;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.models.card.PendingModel;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a verb that makes a model out of another shall put it. */
public final class NewModel {
  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "OUT",
      description = "The new model, an .onnx file; its card goes beside it.")
  private Path out = Path.of("");

  @Option(names = "--overwrite", description = "Replace OUT and its card if they are there.")
  private boolean overwrite;

  /** The file, after {@link #check}. */
  public Path file() {
    return out;
  }

  /** The folder it goes to. */
  public Path folder() {
    return out.toAbsolutePath().resolveSibling("");
  }

  /** Ends the verb before any work is done if the model cannot go there. */
  public void check() {
    if (!out.getFileName().toString().endsWith(".onnx")) {
      throw new VerbException(ExitCode.USAGE, "The new model is '" + out + "', must end in .onnx.");
    }
    if (!Files.isDirectory(folder())) {
      throw new VerbException(ExitCode.USAGE, "There is no folder '" + folder() + "' to write to.");
    }
    if (!overwrite && (Files.exists(out) || Files.exists(PendingModel.cardOf(out)))) {
      throw new VerbException(
          ExitCode.USAGE,
          "There is a model or card at " + out + ". Add --overwrite to replace it.");
    }
  }
}
