package duet.app.cli.planning;

import duet.app.console.Console;
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

  /** Opens it once a verb knows which models it is to have. */
  interface Opener {
    Console console();

    Bench bench(duet.app.cli.choice.ReadingModels models);
  }
}
