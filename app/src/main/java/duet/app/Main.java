package duet.app;

import duet.app.cli.Cli;
import duet.app.console.Console;
import duet.viewer.dicom.toolkit.Bootstrap;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one entry point; does not extend Application, so that a plain class path starts it. */
public final class Main {
  /** Kept: a logger that is collected forgets its level. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private Main() {}

  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true"); // ImageJ and ImageIO need no screen
    System.setProperty("duet.log", logFile().toString()); // logback.xml takes it from here
    JAVAFX.setLevel(Level.SEVERE); // or it warns of the class path
    System.exit(run(args, Console.system()));
  }

  /** Runs one command line and returns its exit code. */
  static int run(String[] args, Console console) {
    Bootstrap.run(); // or a verb that reads a JPEG finds the toolkit's broken readers first
    return Cli.run(args, console, Workstation::open);
  }

  /** Needed before the settings are read: what is wrong with them may have to be logged. */
  private static Path logFile() {
    String cache = Objects.toString(System.getenv("XDG_CACHE_HOME"), "");
    Path base =
        cache.startsWith("/") ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("duet").resolve("duet.log");
  }
}
