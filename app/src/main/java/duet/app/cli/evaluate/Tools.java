package duet.app.cli.evaluate;

import duet.app.console.Console;
import duet.inference.engine.Engine;
import duet.models.card.InstalledModel;
import duet.models.card.Task;
import java.nio.file.Path;
import java.util.Optional;

/** What these verbs ask of the command line they belong to. */
public interface Tools {
  Console console();

  /** Name and version of this program. */
  String software();

  /** The folder that --data names. */
  Optional<Path> data();

  /** The same, but as if --data had not been given: for verbs to which it means something else. */
  Tools withUsualData();

  /**
   * A model that runs.
   *
   * @param engine closed by who opened it
   */
  record Opened(Engine engine, InstalledModel model) {}

  /**
   * Opens a model.
   *
   * @param onnx an .onnx file; empty takes the installed model for the task
   * @param card of that file; empty takes the habits of the family
   */
  Opened open(Task task, Optional<Path> onnx, Optional<Path> card);
}
