package duet.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is installed, and whether it has learnt anything. */
@Command(
    name = "models",
    header = "List the installed models: what they are for, and trained or not.",
    description = {
      "Models lie in the folder 'models' of the data folder, a .onnx file with a card (.yaml)"
          + " beside it. Where there is none yet, stand-ins with seeded random weights are written:"
          + " they are of full size and speed, but UNTRAINED, and their output is noise."
    },
    footer = {"  duet models --json | jq '.[].sha256'"})
final class ModelsVerb implements Callable<Integer> {
  private final Duet duet;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  ModelsVerb(Duet duet) {
    this.duet = duet;
  }

  @Override
  public Integer call() throws IOException {
    try (Workbench bench = duet.open()) {
      Console console = duet.console();
      if (json) {
        var models = bench.models(console::say).stream().map(ModelsVerb::fields).toList();
        console.print(
            new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(models));
        return ExitCode.DONE;
      }
      for (InstalledModel model : bench.models(console::say)) {
        console.print(text(model));
      }
    }
    return ExitCode.DONE;
  }

  private static Map<String, Object> fields(InstalledModel model) {
    ModelCard card = model.card();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", card.name());
    fields.put("version", card.version());
    fields.put("task", card.task());
    fields.put("training", card.training());
    fields.put("file", model.file().toString());
    fields.put("bytes", bytes(model));
    fields.put("sha256", model.sha256());
    fields.put("intendedUse", card.intendedUse());
    fields.put("limits", card.limits());
    fields.put("trainingData", card.trainingData());
    return fields;
  }

  private static String text(InstalledModel model) {
    ModelCard card = model.card();
    String training =
        card.training() == Training.UNTRAINED ? "UNTRAINED, output is noise" : "trained";
    return String.format(
        Locale.ROOT,
        "%s %s  (%s)  %s%n  use     %s%n  data    %s%n  size    %.1f MB%n  sha256  %s%n  file    %s%n",
        card.name(),
        card.version(),
        card.task().name().toLowerCase(Locale.ROOT),
        training,
        card.intendedUse(),
        card.trainingData(),
        bytes(model) / 1e6,
        model.sha256(),
        model.file());
  }

  private static long bytes(InstalledModel model) {
    try {
      return Files.size(model.file());
    } catch (IOException e) {
      return 0; // it was there when its hash was computed; the list is still worth printing
    }
  }
}
