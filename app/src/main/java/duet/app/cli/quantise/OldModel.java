package duet.app.cli.quantise;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.vision.InferredCard;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Optimisation;
import duet.models.card.CardReader;
import duet.models.card.InstalledModel;
import duet.models.card.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model to quantise, with its card. */
final class OldModel {
  @Parameters(paramLabel = "MODEL", description = "The FP32 model, an .onnx file.")
  private Path file = Path.of("");

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description =
          "Its card; if left out the .yaml beside it, or, without one, the habits of the family.")
  private Optional<Path> card = Optional.empty();

  Path file() {
    return file;
  }

  InstalledModel open(Backend backend) {
    requirePresent(file);
    card.ifPresent(OldModel::requirePresent);
    Path beside = beside(file);
    if (card.isPresent() || Files.isRegularFile(beside)) {
      return InstalledModel.open(file, CardReader.read(card.orElse(beside)));
    }
    try (Engine engine = backend.open(file, backend.lanes().get(0), Optimisation.NONE)) {
      boolean boxes = engine.outputs().get(0).shape().rank() == 3;
      Task task = boxes ? Task.DETECTION : Task.SYNTHESIS;
      return InstalledModel.open(
          file, InferredCard.of(file.getFileName().toString(), task, engine));
    }
  }

  /** Where the card of a model lies. */
  static Path beside(Path onnx) {
    String name = onnx.getFileName().toString().replaceFirst("\\.onnx$", "");
    return onnx.resolveSibling(name + ".yaml");
  }

  private static void requirePresent(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new VerbException(ExitCode.USAGE, "There is no file '" + path + "'.");
    }
  }
}
