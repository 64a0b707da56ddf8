package duet.app.cli;

import duet.app.cli.choice.Paths;
import duet.app.cli.choice.PictureModel;
import duet.app.console.JsonFile;
import duet.app.vision.DetectedBox;
import duet.app.vision.Detector;
import duet.app.vision.input.Pixels;
import duet.models.card.ImageOutput;
import duet.models.card.InstalledModel;
import duet.models.card.Task;
import duet.viewer.finding.Box;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One detector on ordinary pictures, to try any model that fits the contract. */
@Command(
    name = "detect",
    header = "Find boxes in PNG or JPEG pictures with one detection model.",
    description = {
      "The model is a YOLOv8 export: one image in, 1 x (4 + classes) x anchors out. Boxes are given"
          + " in pixels of the picture, (0, 0) at its upper left corner, strongest first."
    },
    footer = {"  duet detect photo.jpg --model yolov8n.onnx --json boxes.json"})
final class DetectVerb implements Callable<Integer> {
  private final Duet duet;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG or JPEG pictures.")
  private List<Path> images = List.of();

  @Mixin private PictureModel choice = new PictureModel();

  @Option(
      names = "--confidence",
      paramLabel = "0..1",
      description = "Lowest confidence of a box; the card says it if left out. At least 0.05.")
  private Optional<Double> confidence = Optional.empty();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the boxes to FILE instead of printing them.")
  private Optional<Path> json = Optional.empty();

  DetectVerb(Duet duet) {
    this.duet = duet;
  }

  @Override
  public Integer call() throws InterruptedException {
    Paths.requirePresent(images);
    try (Workbench bench = duet.open()) {
      PictureModel.Chosen chosen = choice.open(bench.backend(), Task.DETECTION);
      InstalledModel model = chosen.model();
      double least = confidence.orElseGet(() -> confidence(model));
      try (Detector detector = Detector.open(chosen.engine(), model.card())) {
        PictureRun run =
            new PictureRun(
                duet.console(),
                images,
                (picture, entry) ->
                    entry.put(
                        "boxes",
                        detector.apply(Pixels.of(picture)).stream()
                            .filter(box -> box.confidence() >= least)
                            .map(DetectVerb::fields)
                            .toList()));
        hand(run.tree(model));
        run.complain(duet.console());
        return run.exitCode();
      }
    }
  }

  private void hand(Map<String, Object> tree) {
    if (json.isPresent()) {
      JsonFile.write(json.get(), tree);
    } else {
      duet.console().print(JsonFile.text(tree));
    }
  }

  private static double confidence(InstalledModel model) {
    return model.card().output() instanceof ImageOutput.Boxes boxes ? boxes.confidence() : 0;
  }

  private static Map<String, Object> fields(DetectedBox found) {
    Box box = found.box();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("class", found.classIndex());
    fields.put("label", found.label());
    fields.put("confidence", found.confidence());
    fields.put("xyxy", List.of(box.x(), box.y(), box.x() + box.width(), box.y() + box.height()));
    return fields;
  }
}
