package duet.app.cli.quantise;

import duet.app.console.Console;
import duet.app.console.Progress;
import duet.app.quantise.Quantiser.Steps;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A bar for each step; a wish to stop ends the work between two runs. */
final class StepBars implements Steps, AutoCloseable {
  private final Console console;
  private String current = "";
  private Optional<Progress> bar = Optional.empty();

  StepBars(Console console) {
    this.console = console;
  }

  @Override
  public void at(String what, int done, int of) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    if (!what.equals(current)) {
      end();
      current = what;
      bar = Optional.of(Progress.of(console, what, "runs"));
    }
    bar.ifPresent(progress -> progress.at(done, of));
  }

  /** Ends the line of the bar that is shown, so that results can follow. */
  void end() {
    bar.ifPresent(Progress::close);
    bar = Optional.empty();
  }

  @Override
  public void close() {
    end();
  }
}
