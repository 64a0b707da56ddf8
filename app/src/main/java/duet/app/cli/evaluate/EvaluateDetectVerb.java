package duet.app.cli.evaluate;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.evaluation.BoxReport;
import duet.app.evaluation.BoxRun;
import duet.app.evaluation.BoxSheet;
import duet.app.evaluation.Subject;
import duet.app.vision.Detector;
import duet.models.card.ImageOutput;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.dataset.DetectionSet;
import duet.models.evaluation.boxes.JudgedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A detection model on labelled images. */
@Command(
    name = "detect",
    header = "How well boxes are found: mAP, sensitivity, specificity, FROC.",
    description = {
      "mAP at IoU 0.5 and 0.50:0.95 as COCO computes it, on boxes from a score of 0.001 up;"
          + " sensitivity and specificity of an image at the card's threshold; the free-response"
          + " curve. Each with a 95 %% interval over patients.%n",
      "DIR/contact-sheet.png shows the images on which the model is most wrong."
    },
    footer = {
      "  duet evaluate detect --images stroke --split val",
      "  duet evaluate detect --images stroke --model yolov8n.onnx --card yolov8n.yaml --out result"
    })
public final class EvaluateDetectVerb implements Callable<Integer> {
  /** As Ultralytics' validation: the tail of the curve belongs to the average precision. */
  private static final double FLOOR = 0.001;

  private static final int MARKED_CLASSES = 5;

  /** How many classes are judged. */
  enum Classes {
    ONE,
    FIVE
  }

  private final Tools tools;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = {
        "Pictures in DIR/images and YOLO labels in DIR/labels; DIR/index.csv has name, group (the"
            + " patient), split. Without it every picture is a patient of its own, and all are"
            + " taken. Left out, --data is this folder."
      })
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--split",
      paramLabel = "PART",
      defaultValue = "val",
      description = "val, train, test or all; ${DEFAULT-VALUE} if left out.")
  private Part part = Part.VAL;

  @Option(
      names = "--classes",
      paramLabel = "one|five",
      description = {
        "one merges all types, of marks and of findings; left out, one for a model of one class and"
            + " all of its classes otherwise."
      })
  private Optional<Classes> classes = Optional.empty();

  @Option(
      names = "--threshold",
      paramLabel = "0..1",
      description = "From which an image counts as positive; the card's confidence if left out.")
  private Optional<Double> threshold = Optional.empty();

  @Mixin private JudgedModel judged = new JudgedModel();
  @Mixin private Results results = new Results();

  /** The verb. */
  public EvaluateDetectVerb(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return Ticking.explained(this::judge);
  }

  private int judge() throws IOException, InterruptedException {
    results.check();
    Path folder = folder();
    Tools.Opened opened =
        judged.open(images.isPresent() ? tools : tools.withUsualData(), Task.DETECTION);
    ModelCard card = opened.model().card();
    Subject subject = new Subject(tools.software(), opened.model());
    try (Detector detector = Detector.open(opened.engine(), card, FLOOR)) {
      ImageOutput.Boxes output = (ImageOutput.Boxes) card.output();
      List<String> names = names(output.classes());
      DetectionSet set = read(folder, names.size());
      BoxRun.Classes counted = names.size() == 1 ? BoxRun.Classes.MERGED : BoxRun.Classes.SEPARATE;
      List<JudgedImage> all =
          Ticking.run(
              tools.console(),
              "evaluation",
              "images",
              ticker -> BoxRun.of(set.images(), detector, counted, ticker));
      String word = part.word(set.images().get(0).split());
      double from = threshold.orElse(output.confidence());
      BoxReport report = new BoxReport(subject, word, all, names, from);
      results.hand(
          tools,
          report.table(),
          report.tree(),
          "contact-sheet.png",
          file -> BoxSheet.write(file, subject, set.images(), all, from));
    }
    return ExitCode.DONE;
  }

  /** What is judged: the classes of the model, or one that stands for all. */
  private List<String> names(List<String> own) {
    Classes wanted = classes.orElse(own.size() == 1 ? Classes.ONE : Classes.FIVE);
    if (wanted == Classes.FIVE && classes.isPresent() && own.size() != MARKED_CLASSES) {
      throw new VerbException(
          ExitCode.USAGE,
          "The model has " + own.size() + " classes, not five. Leave out --classes five.");
    }
    return wanted == Classes.FIVE ? own : List.of(own.size() == 1 ? own.get(0) : "any");
  }

  private Path folder() {
    return images
        .or(tools::data)
        .orElseThrow(
            () ->
                new VerbException(
                    ExitCode.USAGE,
                    "Say where the labelled images are: --images DIR. Try: duet evaluate detect"
                        + " --help"));
  }

  private DetectionSet read(Path folder, int judgedClasses) {
    int marked = judgedClasses == 1 ? MARKED_CLASSES : judgedClasses;
    DetectionSet set = part.of(DetectionSet.read(folder, marked));
    return judgedClasses == 1 ? set.merged() : set;
  }
}
