package duet.app.cli;

import duet.app.batch.Batch;
import duet.app.batch.BatchJson;
import duet.app.batch.BatchResult;
import duet.app.batch.OutFolder;
import duet.app.cli.choice.OutChoice;
import duet.app.cli.choice.Paths;
import duet.app.cli.choice.ReadingModels;
import duet.app.console.Console;
import duet.app.console.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job without a window. */
@Command(
    name = "read",
    header = "Read CT series: synthetic MRI and boxes for each slice, and a report.",
    description = {
      "Everything at PATH is looked into: folders with all below them, files, ZIPs. Each CT series"
          + " that is found is read and gets a folder DIR/series-1, DIR/series-2 and so on, with"
          + " reading.pdf, reading.json and a pair of PNGs for each slice. Each file is listed once,"
          + " as read or as refused with a reason, on stdout and in DIR/duet.json.%n",
      "What is no image, and the localizer of a scan, is listed but does not count as missing."
    },
    footer = {
      "  duet read /media/cdrom --out readings",
      "  duet read head.zip --out readings --json everything.json"
    })
final class ReadVerb implements Callable<Integer> {
  private final Duet duet;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "DICOM files, folders or ZIPs, in any mixture.")
  private List<Path> paths = List.of();

  @Mixin private OutChoice out = new OutChoice();
  @Mixin private ReadingModels models = new ReadingModels();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write one file with the list and all readings, too.")
  private Optional<Path> json = Optional.empty();

  ReadVerb(Duet duet) {
    this.duet = duet;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Paths.requirePresent(paths);
    Console console = duet.console();
    try (Workbench bench = duet.open(models);
        OutFolder folder = out.open();
        BatchConsole watcher = new BatchConsole(console)) {
      BatchResult result = batch(bench, console, watcher).run(bench.dicomReader(), paths, folder);
      JsonFile.write(folder.folder().resolve("duet.json"), new BatchJson(result).list());
      if (json.isPresent()) {
        JsonFile.write(json.get(), new BatchJson(result).everything());
      }
      return BatchConsole.print(result, console);
    }
  }

  static Batch batch(Workbench bench, Console console, BatchConsole watcher) {
    return new Batch(
        () -> bench.openReader(console::say),
        bench.config().reading().threshold(),
        Clock.system(ZoneId.systemDefault()),
        watcher);
  }
}
