package duet.app.cli;

import duet.app.config.Config;
import duet.app.config.ConfigException;
import duet.app.reading.Reader;
import duet.app.shelf.ModelWish;
import duet.inference.engine.Backend;
import duet.models.card.InstalledModel;
import duet.viewer.dicom.DicomReader;
import duet.viewer.dicom.DicomWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the verbs work with; built by the composition root. */
public interface Workbench extends AutoCloseable {
  /** How an attempt to show the window ended. */
  enum Shown {
    CLOSED,
    NO_DISPLAY
  }

  /** What the window opens with. */
  enum First {
    PATHS("There is no display for the window. Without one: duet read PATH... --out DIR"),
    DEMO("There is no display for the window. Without one: duet demo --out DIR");

    private final String withoutDisplay;

    First(String withoutDisplay) {
      this.withoutDisplay = withoutDisplay;
    }

    /** What to do where there is no display. */
    String withoutDisplay() {
      return withoutDisplay;
    }
  }

  /** Builds the workbench once a verb is known to need it. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens the workbench of this machine.
     *
     * @param data what must survive lies here; empty takes the folder of the user's settings
     * @param wish which models to read with
     * @throws ConfigException the settings of the user cannot be used
     */
    Workbench open(Optional<Path> data, ModelWish wish) throws ConfigException;
  }

  Config config();

  DicomReader dicomReader();

  DicomWriter dicomWriter();

  Backend backend();

  /**
   * All models that are there, those to read with included.
   *
   * @param say takes a line for the user before something takes long
   */
  List<InstalledModel> allModels(Consumer<String> say);

  /**
   * The models to read with: synthesis, then detection. Writes stand-ins where there are none.
   *
   * @param say takes a line for the user before something takes long
   */
  List<InstalledModel> models(Consumer<String> say);

  /**
   * Opens both models, each on its lane; who calls closes the reader.
   *
   * @param say as for {@link #models}
   */
  Reader openReader(Consumer<String> say);

  /** Opens the window and returns when it is closed. */
  Shown show(List<Path> paths, First first);

  @Override
  void close();
}
