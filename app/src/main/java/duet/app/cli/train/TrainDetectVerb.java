package duet.app.cli.train;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.models.card.ImageInput;
import duet.models.dataset.DetectionSet;
import duet.models.training.Torch;
import duet.models.training.TrainingRun;
import duet.models.training.detect.DetectOptions;
import duet.models.training.detect.DetectTrainer;
import duet.models.training.detect.DetectTrainer.Pupils;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** YOLOv8n on pictures with boxes. */
@Command(
    name = "detect",
    header = "Train YOLOv8n, which boxes haemorrhage, on pictures with boxes.",
    description = {
      "Pictures are grey PNG or JPEG, windowed as the model will see CT: DIR/images/NAME, with"
          + " DIR/labels/NAME.txt (a line a box: class, centre x, centre y, width, height in shares of"
          + " the image; empty where there is nothing to find) and DIR/index.csv: name, group, split"
          + " (train or val; a patient is in one of them only).%n",
      "The loss is that of YOLOv8: task-aligned assignment, CIoU, DFL, binary cross entropy. Pictures"
          + " are warped, cut together, re-windowed and blurred; lesions of other patients and, with one"
          + " class, synthetic bleeds are painted into them. The network that is kept is the moving"
          + " average with the best validation.%n",
      "With the defaults a run takes about two hours on two cores."
    },
    footer = {
      "  duet train detect --data stroke --out run",
      "  duet train detect --data stroke --out run --resume",
      "  duet train detect --data stroke --out large --classes five --size 640"
    })
public final class TrainDetectVerb implements Callable<Integer> {
  private static final int KINDS = 5;
  private final Console console;
  private final Supplier<Optional<Path>> data;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RunChoice run = new RunChoice();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "The pictures with their boxes; --data DIR says the same here.")
  private Optional<Path> images = Optional.empty();

  /** What is told apart. */
  enum Classes {
    ONE,
    FIVE
  }

  @Option(
      names = "--classes",
      paramLabel = "one|five",
      defaultValue = "one",
      description =
          "one: haemorrhage; five: EDH, IPH, IVH, SAH, SDH apart; ${DEFAULT-VALUE} if left out.")
  private Classes classes = Classes.ONE;

  @Option(
      names = "--resize",
      paramLabel = "letterbox|head",
      defaultValue = "letterbox",
      description =
          "What of a picture the network is shown, in training and in use: all of it, or the square"
              + " that the skull fills, black outside of it; ${DEFAULT-VALUE} if left out.")
  private ImageInput.Resize resize = ImageInput.Resize.LETTERBOX;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "448",
      description = "Side of the network's input, a multiple of 32; ${DEFAULT-VALUE} if left out.")
  private int size;

  @Option(
      names = "--first-size",
      paramLabel = "N",
      defaultValue = "320",
      description =
          "Side in the first part of the run, which a smaller one makes cheaper;"
              + " ${DEFAULT-VALUE} if left out, at most --size.")
  private int firstSize;

  @Option(
      names = "--first-part",
      paramLabel = "X",
      defaultValue = "0.2",
      description = "Share of the run that is its first part; ${DEFAULT-VALUE} if left out.")
  private double firstPart;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "140",
      description =
          "Times that as many pictures as there are are drawn; ${DEFAULT-VALUE} if left out.")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Pictures a step, twice as many while they are small; ${DEFAULT-VALUE} if left out.")
  private int batch;

  @Option(
      names = "--rate",
      paramLabel = "X",
      defaultValue = "0.002",
      description = "Peak of the learning rate; ${DEFAULT-VALUE} if left out.")
  private float rate;

  @Option(
      names = "--decay",
      paramLabel = "X",
      defaultValue = "0.02",
      description = "Of the weights; ${DEFAULT-VALUE} if left out.")
  private float decay;

  @Option(
      names = "--keep",
      paramLabel = "X",
      defaultValue = "0.998",
      description = "Of the moving average of the weights; ${DEFAULT-VALUE} if left out.")
  private float keep;

  @Option(
      names = "--mosaic",
      paramLabel = "X",
      defaultValue = "0.3",
      description =
          "Share of the pictures that are cut from four, none in the last epochs; ${DEFAULT-VALUE}"
              + " if left out.")
  private double mosaic;

  @Option(
      names = "--with-held",
      description =
          "Learn from the patients of the validation split that have boxes, too, and keep the last"
              + " network. Its patients without boxes say from which score on a box counts.")
  private boolean withHeld;

  /**
   * The verb.
   *
   * @param console for progress and the result
   * @param data what is given as {@code --data}, an option of all verbs
   */
  public TrainDetectVerb(Console console, Supplier<Optional<Path>> data) {
    this.console = console;
    this.data = data;
  }

  @Override
  public Integer call() {
    DetectOptions options = options();
    Path folder = folder();
    run.require(TrainingRun.isBegun(run.out()));
    TrainingRun.Outcome outcome = RunChoice.orExplain(() -> train(options, folder));
    if (outcome.cancelled()) {
      console.say("Stopped. Go on with --resume.");
      return ExitCode.STOPPED;
    }
    console.print(outcome.model() + ": " + outcome.validated());
    return ExitCode.DONE;
  }

  private TrainingRun.Outcome train(DetectOptions options, Path folder) {
    DetectionSet read = DetectionSet.read(folder, KINDS);
    DetectionSet set = classes == Classes.ONE ? read.merged() : read;
    Pupils pupils = withHeld ? Pupils.ALL_WITH_BOXES : Pupils.TRAINING;
    try (Torch torch = run.torch();
        DetectTrainer trainer =
            DetectTrainer.open(torch, options, pupils, run.out(), set, command())) {
      if (run.resume()) {
        trainer.resume();
      }
      return trainer.run(new TrainingProgress(console, System::nanoTime));
    }
  }

  private Path folder() {
    return images
        .or(data)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "say what to learn from: --data FOLDER"));
  }

  private List<String> command() {
    return spec.commandLine().getParseResult().originalArgs();
  }

  private DetectOptions options() {
    int count = classes == Classes.ONE ? 1 : KINDS;
    int first = Math.min(size, firstSize);
    try {
      return new DetectOptions(
          resize,
          size,
          first,
          firstPart,
          count,
          epochs,
          batch,
          rate,
          decay,
          keep,
          mosaic,
          run.seed());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
    }
  }
}
