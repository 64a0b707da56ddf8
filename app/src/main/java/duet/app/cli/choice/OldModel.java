package duet.app.cli.choice;

import duet.app.vision.InferredCard;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Optimisation;
import duet.models.card.CardReader;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.PendingModel;
import duet.models.card.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model that another one shall be made of, with its card if it has one. */
public final class OldModel {
  @Parameters(paramLabel = "MODEL", description = "The model, an .onnx file of FP32.")
  private Path file = Path.of("");

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description =
          "Its card; if left out the .yaml beside it, or, without one, the habits of the family.")
  private Optional<Path> card = Optional.empty();

  /** The file, which is there. */
  public Path file() {
    Paths.requirePresent(List.of(file));
    return file;
  }

  /** Its name without the folder. */
  public String name() {
    return file.getFileName().toString();
  }

  /** With its card; empty where it has none. */
  public Optional<InstalledModel> installed() {
    card.ifPresent(its -> Paths.requirePresent(List.of(its)));
    Path its = card.orElse(PendingModel.cardOf(file()));
    return Files.isRegularFile(its)
        ? Optional.of(InstalledModel.open(file, CardReader.read(its)))
        : Optional.empty();
  }

  /** With its card, or one by the habits of its family. */
  public InstalledModel open(Backend backend) {
    return installed().orElseGet(() -> InstalledModel.open(file, habits(backend, file)));
  }

  /**
   * What the habits of the families suggest for a model.
   *
   * @throws duet.inference.engine.InferenceException {@code WRONG_CONTRACT} when it looks like none
   */
  public static ModelCard habits(Backend backend, Path file) {
    try (Engine engine = backend.open(file, backend.lanes().get(0), Optimisation.NONE)) {
      boolean boxes = engine.outputs().get(0).shape().rank() == 3;
      Task task = boxes ? Task.DETECTION : Task.SYNTHESIS;
      return InferredCard.of(file.getFileName().toString(), task, engine);
    }
  }
}
