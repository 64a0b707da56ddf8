package duet.app.cli.choice;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
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

/** Which model a verb shall use on ordinary pictures. */
public final class PictureModel {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The model, an .onnx file with static shapes.")
  private Path model = Path.of("");

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = {
        "Its card: how pictures go in and what comes out. If left out the .yaml beside it; without"
            + " one the habits of the family are assumed: YOLOv8 exports, pix2pix."
      })
  private Optional<Path> card = Optional.empty();

  /** A model on a lane, with its card. */
  public record Chosen(Engine engine, InstalledModel model) {}

  /** Opens the model; who calls closes the engine. */
  public Chosen open(Backend backend, Task task) {
    return open(backend, task, model, card);
  }

  /** Opens a model that was named in another way. */
  public static Chosen open(Backend backend, Task task, Path model, Optional<Path> card) {
    Paths.requirePresent(card.isPresent() ? List.of(model, card.get()) : List.of(model));
    Engine engine = backend.open(model, backend.lanes().get(0), Optimisation.ALL);
    boolean kept = false;
    try {
      InstalledModel opened = InstalledModel.open(model, card(task, engine, model, card));
      kept = true;
      return new Chosen(engine, opened);
    } finally {
      if (!kept) {
        engine.close();
      }
    }
  }

  private static ModelCard card(Task task, Engine engine, Path model, Optional<Path> card) {
    Path file = card.orElse(PendingModel.cardOf(model));
    if (card.isEmpty() && !Files.exists(file)) {
      return InferredCard.of(model.getFileName().toString(), task, engine);
    }
    ModelCard its = CardReader.read(file);
    if (its.task() != task) {
      throw new VerbException(
          ExitCode.USAGE, "The card " + file + " is for another task than this verb.");
    }
    return its;
  }
}
