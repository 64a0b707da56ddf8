package duet.app.cli.evaluate;

import duet.app.batch.OutFolder;
import duet.app.cli.choice.OutChoice;
import duet.app.console.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the results of a verb go: a table to the console, and files if a folder is given. */
final class Results {
  static final String JSON = "evaluation.json";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for evaluation.json and pictures; created where it is missing.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--overwrite", description = "Replace the results of an earlier run in DIR.")
  private boolean overwrite;

  /** Writes a picture to the file it is given. */
  @FunctionalInterface
  interface Painter {
    void write(Path file) throws IOException;
  }

  /** Refuses a folder that cannot take results, before any work is done. */
  void check() throws IOException {
    if (out.isPresent()) {
      OutChoice.open(out.get(), overwrite).close();
    }
  }

  /** Prints the table; writes the files where a folder is given. */
  void hand(
      Tools tools, List<String> table, Map<String, Object> tree, String picture, Painter painter)
      throws IOException {
    table.forEach(tools.console()::print);
    if (out.isEmpty()) {
      return;
    }
    try (OutFolder folder = OutChoice.open(out.get(), overwrite)) {
      painter.write(folder.stageFile(picture));
      folder.finish(picture);
      JsonFile.write(folder.folder().resolve(JSON), tree);
      tools.console().print("");
      tools.console().print(folder.folder() + ": " + JSON + ", " + picture);
    }
  }
}
