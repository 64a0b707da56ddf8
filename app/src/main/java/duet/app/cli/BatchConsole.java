package duet.app.cli;

import duet.app.batch.BatchResult;
import duet.app.batch.BatchWatcher;
import duet.app.batch.GivenFile;
import duet.app.batch.ReadSeries;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.Progress;
import duet.models.card.Training;
import duet.viewer.series.Remark;

/** A batch on the console: its progress, then what became of everything. */
final class BatchConsole implements BatchWatcher, AutoCloseable {
  private final Console console;
  private Progress progress;

  BatchConsole(Console console) {
    this.console = console;
    progress = Progress.of(console, "looking into", "files");
  }

  @Override
  public synchronized void imported(int done, int found) {
    // While files are still being found a quarter means nothing: a log is not told.
    if (console.style() == Console.Style.BAR && found > 0) {
      progress.at(done, found);
    }
  }

  @Override
  public synchronized void began(String name, int slices) {
    progress.close();
    progress = Progress.of(console, name, "slices");
  }

  @Override
  public synchronized void read(int done, int slices) {
    progress.at(done, slices);
  }

  @Override
  public synchronized void ended(String name) {
    close();
  }

  @Override
  public synchronized void close() {
    progress.close();
  }

  /** Prints the lists and returns the exit code. */
  static int print(BatchResult result, Console console) {
    for (GivenFile file : result.files()) {
      console.print(line(result, file));
    }
    for (ReadSeries read : result.series()) {
      console.print("");
      print(read, console);
    }
    if (result.files().isEmpty()) {
      return exitCode(result);
    }
    long refused = result.files().stream().filter(file -> file.refused().isPresent()).count();
    console.print("");
    console.print(
        String.format(
            "%s: %d read, %d refused. %d series read.",
            count(result.files().size(), "file"),
            result.files().size() - refused,
            refused,
            result.series().size()));
    return exitCode(result);
  }

  private static int exitCode(BatchResult result) {
    return switch (result.extent()) {
      case ALL -> ExitCode.DONE;
      case PARTLY -> ExitCode.PARTLY;
      case NOTHING -> ExitCode.NOTHING;
    };
  }

  private static String line(BatchResult result, GivenFile file) {
    return file.refused()
        .map(why -> "refused  " + file.name() + ": " + why.text())
        .orElseGet(
            () ->
                "read     "
                    + file.name()
                    + result.series(file).map(read -> ": " + read.name()).orElse(""));
  }

  static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String line(ReadSeries read) {
    return String.format(
        "%s  %s: %d with synthetic MRI, %d searched, %s. %s",
        read.name(),
        count(read.slices(), "slice"),
        read.synthetic(),
        read.searched(),
        count(read.findings(), "finding"),
        read.folder());
  }

  private static void print(ReadSeries read, Console console) {
    console.print(line(read));
    if (read.training() == Training.UNTRAINED) {
      console.print("  UNTRAINED MODELS: images and findings are noise.");
    }
    for (Remark remark : read.remarks()) {
      console.print("  note: " + remark.text());
    }
  }
}
