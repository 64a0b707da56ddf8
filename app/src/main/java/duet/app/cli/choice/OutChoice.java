package duet.app.cli.choice;

import duet.app.batch.OutFolder;
import duet.app.console.ExitCode;
import duet.app.console.Failures;
import duet.app.console.VerbException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a verb shall put its results. */
public final class OutChoice {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results; created where it is missing.")
  private Path out = Path.of("");

  @Option(
      names = "--overwrite",
      description = "Replace results of an earlier run in DIR; other files there are left alone.")
  private boolean overwrite;

  /** Checks the folder before any work is done; who calls closes it. */
  public OutFolder open() {
    return open(out, overwrite);
  }

  /** Checks a folder that was named in another way. */
  public static OutFolder open(Path out, boolean overwrite) {
    try {
      return OutFolder.open(
          out, overwrite ? OutFolder.Existing.REPLACE : OutFolder.Existing.REFUSE);
    } catch (DirectoryNotEmptyException e) {
      throw new VerbException(
          ExitCode.USAGE,
          "The folder " + out + " is not empty. Give another one, or add --overwrite.");
    } catch (NotDirectoryException e) {
      throw new VerbException(
          ExitCode.CANNOT_WRITE, out + " is a file. Give a folder for the results.");
    } catch (IOException e) {
      throw new VerbException(
          ExitCode.CANNOT_WRITE, "The folder " + out + " cannot be written: " + Failures.why(e));
    }
  }
}
