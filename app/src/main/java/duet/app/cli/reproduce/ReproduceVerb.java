package duet.app.cli.reproduce;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.reproduce.Reproduction;
import duet.inference.device.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The paper, on a simulated Jetson. */
@Command(
    name = "reproduce",
    header =
        "Simulate every experiment of the paper, and hold it against what was demanded before.",
    description = {
      "Runs arXiv 2510.01730 on a simulated Jetson AGX Orin: standalone, naive, two generators (Tables"
          + " III and IV), generator and YOLOv8 n, s and m (Tables V and VI). Two numbers are fitted on"
          + " one line of Table IV; all else is predicted from our own ONNX graphs and public"
          + " constants, beside null models. Prints each demand with pass or miss. Nothing is measured"
          + " on this machine. Takes half a minute.%n",
      "duet reproduce device-model shows how far the simulation itself can be believed."
    },
    footer = {"  duet reproduce", "  duet reproduce --out paper", "  duet reproduce device-model"})
public final class ReproduceVerb implements Callable<Integer> {
  private static final String PAGE = "paper-reproduction.md";
  private final Console console;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the whole report there, " + PAGE + " and its pictures.")
  private Optional<Path> out = Optional.empty();

  public ReproduceVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Reproduction reproduction = Reproduction.run(console::say);
    console.print("Predicted for a " + Origin.SIMULATED_JETSON.words() + ":");
    reproduction.acceptance().forEach(console::print);
    if (out.isPresent()) {
      write(out.get(), reproduction);
    } else {
      console.say("The whole report, with fits, tables and null models: --out DIR.");
    }
    return ExitCode.DONE;
  }

  private void write(Path folder, Reproduction reproduction) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (Map.Entry<String, String> picture : reproduction.pictures().entrySet()) {
      put(images.resolve(picture.getKey()), picture.getValue());
    }
    // In docs the page lies beside the folder of the images, not above it.
    Path page = folder.resolve(PAGE);
    put(page, reproduction.page().replace("../images/", "images/"));
    console.say(page + " is written.");
  }

  private static void put(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
