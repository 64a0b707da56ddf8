package duet.app.cli;

import duet.app.batch.BatchJson;
import duet.app.batch.BatchResult;
import duet.app.batch.Demonstration;
import duet.app.batch.OutFolder;
import duet.app.cli.choice.OutChoice;
import duet.app.cli.choice.ReadingModels;
import duet.app.console.Console;
import duet.app.console.JsonFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The main job on a study that is built in. */
@Command(
    name = "demo",
    header = "Show everything on a built-in study of a head that nobody has.",
    description = {
      "A scanner inside Duet sends a computed head CT with a bleed, slice by slice, over the"
          + " loopback; each slice is read as it arrives. With --out no window is opened and the"
          + " report goes to DIR/series-1."
    },
    footer = {"  duet demo", "  duet demo --out demo"})
final class DemoVerb implements Callable<Integer> {
  private final Duet duet;

  @ArgGroup(exclusive = false)
  private @Nullable OutChoice out;

  @Mixin private ReadingModels models = new ReadingModels();

  DemoVerb(Duet duet) {
    this.duet = duet;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (out == null) {
      return duet.show(List.of(), Workbench.First.DEMO, models);
    }
    Console console = duet.console();
    try (Workbench bench = duet.open(models);
        OutFolder folder = out.open();
        BatchConsole watcher = new BatchConsole(console)) {
      var batch = ReadVerb.batch(bench, console, watcher);
      var demonstration = new Demonstration(batch, bench.dicomReader(), bench.dicomWriter());
      BatchResult result = demonstration.run(folder);
      JsonFile.write(folder.folder().resolve("duet.json"), new BatchJson(result).list());
      return BatchConsole.print(result, console);
    }
  }
}
