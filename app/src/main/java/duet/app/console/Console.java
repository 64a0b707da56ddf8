package duet.app.console;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a verb writes: results to {@code out}, progress and complaints to {@code err}.
 *
 * @param style how progress is shown on {@code err}
 */
public record Console(PrintStream out, PrintStream err, Style style) {
  /** How progress is shown. */
  public enum Style {
    /** A bar that redraws its own line; only for terminals. */
    BAR,
    /** A plain line now and then; for files and pipes. */
    LINES
  }

  private static final Path STDERR = Path.of("/proc/self/fd/2");

  /** The console of this process. */
  public static Console system() {
    return new Console(System.out, System.err, stderrIsTerminal() ? Style.BAR : Style.LINES);
  }

  /** One line of progress or complaint. */
  public void say(String line) {
    err.println(line);
  }

  /** One line of result. */
  public void print(String line) {
    out.println(line);
  }

  private static boolean stderrIsTerminal() {
    // System.console() asks for stdin and stdout, which may well be pipes while a person watches.
    try {
      return Files.readSymbolicLink(STDERR).toString().matches("/dev/(pts/|tty).*");
    } catch (IOException e) {
      return false; // not Linux: plain lines are right everywhere
    }
  }
}
