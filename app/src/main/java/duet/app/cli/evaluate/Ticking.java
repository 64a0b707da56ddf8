package duet.app.cli.evaluate;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.Progress;
import duet.app.console.VerbException;
import duet.app.evaluation.Ticker;
import duet.models.dataset.DatasetException;
import java.io.IOException;

/** Runs long work under a progress bar that Ctrl-C ends. */
final class Ticking {
  private Ticking() {}

  /** Work that tells how far it is. */
  @FunctionalInterface
  interface Work<T> {
    T run(Ticker ticker) throws InterruptedException;
  }

  /** A verb whose dataset may be wrong. */
  @FunctionalInterface
  interface Verb {
    int run() throws IOException, InterruptedException;
  }

  static <T> T run(Console console, String what, String unit, Work<T> work)
      throws InterruptedException {
    try (Progress progress = Progress.of(console, what, unit)) {
      return work.run(
          (done, of) -> {
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
            progress.at(done, of);
          });
    }
  }

  /** Turns what a dataset lacks into a line for the user. */
  static int explained(Verb verb) throws IOException, InterruptedException {
    try {
      return verb.run();
    } catch (DatasetException e) {
      throw new VerbException(ExitCode.NOTHING, String.valueOf(e.getMessage()));
    }
  }
}
