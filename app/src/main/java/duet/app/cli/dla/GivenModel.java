package duet.app.cli.dla;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.vision.InferredCard;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Optimisation;
import duet.models.card.CardReader;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model to adapt, with its card if it has one. */
final class GivenModel {
  @Parameters(paramLabel = "MODEL", description = "The model, an .onnx file.")
  private Path file = Path.of("");

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Its card; if left out the .yaml beside it, if there is one.")
  private Optional<Path> card = Optional.empty();

  Path file() {
    requirePresent(file);
    return file;
  }

  String name() {
    return file.getFileName().toString();
  }

  /** With its card; empty where it has none. */
  Optional<InstalledModel> installed() {
    card.ifPresent(GivenModel::requirePresent);
    Path its = card.orElse(beside(file));
    return Files.isRegularFile(its)
        ? Optional.of(InstalledModel.open(file, CardReader.read(its)))
        : Optional.empty();
  }

  /** How images are prepared for it: by its card, or by the habits of its family, if it has one. */
  Optional<ModelCard> preparation(Backend backend) {
    Optional<ModelCard> its = installed().map(InstalledModel::card);
    if (its.isPresent()) {
      return its;
    }
    try (Engine engine = backend.open(file, backend.lanes().get(0), Optimisation.NONE)) {
      boolean boxes = engine.outputs().get(0).shape().rank() == 3;
      Task task = boxes ? Task.DETECTION : Task.SYNTHESIS;
      return Optional.of(InferredCard.of(name(), task, engine));
    } catch (InferenceException e) {
      if (e.kind() == InferenceException.Kind.WRONG_CONTRACT) {
        return Optional.empty();
      }
      throw e;
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
