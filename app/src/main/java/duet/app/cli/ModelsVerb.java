package duet.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import duet.app.cli.choice.ReadingModels;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.shelf.CardText;
import duet.models.card.CardWriter;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is installed, whether it has learnt anything, and what is known of it. */
@Command(
    name = "models",
    header = "List the installed models, or print the card of one.",
    description = {
      "A star marks the models that CT is read with. Your own lie in the folder 'models' of the"
          + " data folder, a .onnx file with a card (.yaml) beside it, and come before those that"
          + " come with Duet. Stand-ins are of full size and speed, but UNTRAINED: their output is"
          + " noise."
    },
    footer = {
      "  duet models",
      "  duet models stand-in-yolov8n --models stand-in",
      "  duet models --json | jq '.[].sha256'"
    })
final class ModelsVerb implements Callable<Integer> {
  private final Duet duet;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The model whose card is printed; all are listed if left out.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Mixin private ReadingModels models = new ReadingModels();

  ModelsVerb(Duet duet) {
    this.duet = duet;
  }

  @Override
  public Integer call() throws IOException {
    try (Workbench bench = duet.open(models)) {
      Console console = duet.console();
      List<InstalledModel> used = bench.models(console::say);
      List<InstalledModel> all = named(bench.allModels(console::say));
      print(all, used);
    }
    return ExitCode.DONE;
  }

  private void print(List<InstalledModel> all, List<InstalledModel> used) throws IOException {
    Console console = duet.console();
    if (json) {
      console.print(text(all.stream().map(model -> fields(model, used)).toList()));
    } else if (name.isPresent()) {
      all.forEach(model -> console.print(card(model)));
    } else {
      all.forEach(model -> console.print(line(model, used)));
      console.print("* CT is read with it. duet models NAME prints the whole card.");
    }
  }

  private List<InstalledModel> named(List<InstalledModel> all) {
    if (name.isEmpty()) {
      return all;
    }
    List<InstalledModel> its =
        all.stream().filter(model -> model.card().name().equals(name.get())).toList();
    if (its.isEmpty()) {
      String names =
          all.stream().map(model -> model.card().name()).collect(Collectors.joining(", "));
      throw new VerbException(
          ExitCode.UNAVAILABLE, "There is no model " + name.get() + "; there are " + names + ".");
    }
    return its;
  }

  private static String line(InstalledModel model, List<InstalledModel> used) {
    ModelCard card = model.card();
    return String.format(
        Locale.ROOT,
        "%s %s %s  ·  %s  ·  %s%s  ·  %.1f MB  ·  SHA-256 %.12s%n    %s",
        used.contains(model) ? "*" : " ",
        card.name(),
        card.version(),
        card.task().name().toLowerCase(Locale.ROOT),
        CardText.training(card),
        CardText.precision(card).isEmpty() ? "" : "  ·  " + CardText.precision(card),
        bytes(model) / 1e6,
        model.sha256(),
        CardText.headline(card).orElse("not measured"));
  }

  private static String card(InstalledModel model) {
    StringBuilder text = new StringBuilder();
    for (CardText.Section section : CardText.of(model)) {
      text.append(section.title()).append(System.lineSeparator());
      section.rows().forEach(row -> text.append(Wrapped.row(row.label(), row.text())));
      text.append(System.lineSeparator());
    }
    return text.append(Wrapped.row("File", model.file().toString())).toString().stripTrailing();
  }

  private static String text(List<Map<String, Object>> models) throws IOException {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(models);
  }

  private static Map<String, Object> fields(InstalledModel model, List<InstalledModel> used) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", model.card().name());
    fields.put("used", used.contains(model));
    fields.put("file", model.file().toString());
    fields.put("bytes", bytes(model));
    fields.put("sha256", model.sha256());
    fields.put("card", CardWriter.toTree(model.card()));
    return fields;
  }

  private static long bytes(InstalledModel model) {
    try {
      return Files.size(model.file());
    } catch (IOException e) {
      return 0; // it was there when its hash was computed; the list is still worth printing
    }
  }
}
