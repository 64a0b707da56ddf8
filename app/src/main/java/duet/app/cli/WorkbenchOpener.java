package duet.app.cli;

import duet.app.config.ConfigException;
import java.nio.file.Path;
import java.util.Optional;

/** Builds the workbench once a verb is known to need it. */
@FunctionalInterface
public interface WorkbenchOpener {
  /**
   * Opens the workbench of this machine.
   *
   * @param data what must survive lies here; empty takes the folder of the user's settings
   * @throws ConfigException the settings of the user cannot be used
   */
  Workbench open(Optional<Path> data) throws ConfigException;
}
