package duet.app.cli.choice;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The paths on a command line. */
public final class Paths {
  private Paths() {}

  /** Ends the verb if one of the paths is not there. */
  public static void requirePresent(List<Path> wanted) {
    for (Path path : wanted) {
      if (!Files.exists(path)) {
        throw new VerbException(
            ExitCode.USAGE,
            "There is no file or folder '" + path + "'. duet --help lists the verbs.");
      }
    }
  }
}
