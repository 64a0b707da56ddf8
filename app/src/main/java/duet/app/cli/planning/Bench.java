package duet.app.cli.planning;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.models.card.InstalledModel;
import java.util.List;
import java.util.function.Consumer;

/** What these verbs work with. */
public interface Bench extends AutoCloseable {
  Backend backend();

  /** Those that CT is read with: synthesis, then detection. */
  List<InstalledModel> reading(Consumer<String> say);

  List<InstalledModel> installed(Consumer<String> say);

  @Override
  void close();

  /**
   * Of a simulated device there is nothing to measure.
   *
   * @throws VerbException when the settings ask for one
   */
  static void demandReal(Backend backend) {
    if (backend.origin() == Origin.SIMULATED_JETSON) {
      throw new VerbException(
          ExitCode.UNAVAILABLE,
          "The settings ask for a simulated Jetson, on which nothing can be measured."
              + " Set reading.engine to cpu.");
    }
  }

  /** Opens it once a verb knows which models it is to have. */
  interface Opener {
    Console console();

    Bench bench(duet.app.cli.choice.ReadingModels models);
  }
}
