package duet.app.cli.train;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.models.build.Pix2Pix;
import duet.models.dataset.PairSet;
import duet.models.training.Torch;
import duet.models.training.TrainingRun;
import duet.models.training.mri.LossWeights;
import duet.models.training.mri.MriOptions;
import duet.models.training.mri.MriTrainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Pix2Pix on pairs of CT and MRI. */
@Command(
    name = "mri",
    header = "Train Pix2Pix, which makes a synthetic MRI of a CT slice, on registered pairs.",
    description = {
      "Pairs are 256x256 grey PNG, DIR/CT/NAME and DIR/MRI/NAME, with DIR/pairs.csv: name, case,"
          + " slice, split (train or val; a case is in one of them only). The loss is the mean"
          + " absolute difference, 1 - SSIM and the word of a PatchGAN discriminator, each with its"
          + " weight. The generator that is kept is the moving average with the lowest validation"
          + " loss; it uses moving statistics and no dropout, so one image always gives one result.%n",
      "With the defaults and a hundred pairs a run takes twenty minutes to half an hour on one core."
    },
    footer = {
      "  duet train mri --pairs pairs --out run",
      "  duet train mri --pairs pairs --out run --resume",
      "  duet train mri --pairs pairs --out tutorial --width 64 --similarity 0 --adversarial 1"
    })
public final class TrainMriVerb implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RunChoice run = new RunChoice();

  @Option(names = "--pairs", required = true, paramLabel = "DIR", description = "The pairs.")
  private Path pairs = Path.of("");

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "CASE",
      description = "Cases to leave out, such as those of another weighting.")
  private Set<String> without = Set.of();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      defaultValue = "cropping",
      description =
          "original, cropping or convolution: how transposed convolutions lose their padding;"
              + " ${DEFAULT-VALUE} if left out.")
  private Pix2Pix.Variant variant = Pix2Pix.Variant.CROPPING;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "16",
      description = "Channels of the first block, 64 in the paper; ${DEFAULT-VALUE} if left out.")
  private int width;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "150",
      description = "Times that each pair is seen; ${DEFAULT-VALUE} if left out.")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "2",
      description = "Pairs a step, 2 or more; ${DEFAULT-VALUE} if left out.")
  private int batch;

  @Option(
      names = "--rate",
      paramLabel = "X",
      defaultValue = "0.001",
      description = "Peak of the learning rate; ${DEFAULT-VALUE} if left out.")
  private float rate;

  @Option(
      names = "--lambda",
      paramLabel = "X",
      defaultValue = "100",
      description = "Weight of the mean absolute difference; ${DEFAULT-VALUE} if left out.")
  private float lambda;

  @Option(
      names = "--similarity",
      paramLabel = "X",
      defaultValue = "60",
      description = "Weight of 1 - SSIM; ${DEFAULT-VALUE} if left out, 0 in the tutorial.")
  private float similarity;

  @Option(
      names = "--adversarial",
      paramLabel = "X",
      defaultValue = "0",
      description =
          "Weight of the discriminator's word, 0 for none; ${DEFAULT-VALUE} if left out, 1 in the"
              + " tutorial.")
  private float adversarial;

  @Option(
      names = "--adversarial-from",
      paramLabel = "EPOCH",
      defaultValue = "1",
      description = "When the discriminator joins; ${DEFAULT-VALUE} if left out.")
  private int adversarialFrom;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      defaultValue = "0.5",
      description =
          "Rate in the first three blocks up while learning; ${DEFAULT-VALUE} if left out.")
  private float dropout;

  @Option(
      names = "--keep",
      paramLabel = "X",
      defaultValue = "0.999",
      description = "Of the moving average of the weights; ${DEFAULT-VALUE} if left out.")
  private float keep;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Ends the run after so many epochs without a better validation; ${DEFAULT-VALUE} if left"
              + " out.")
  private int patience;

  /**
   * The verb.
   *
   * @param console for progress and the result
   */
  public TrainMriVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    MriOptions options = options();
    run.require(TrainingRun.isBegun(run.out()));
    MriTrainer.Outcome outcome = RunChoice.orExplain(() -> train(options));
    if (outcome.cancelled()) {
      console.say("Stopped. Go on with --resume.");
      return ExitCode.STOPPED;
    }
    console.print(outcome.model() + ": epoch " + outcome.bestEpoch() + ", " + outcome.best());
    return ExitCode.DONE;
  }

  private MriTrainer.Outcome train(MriOptions options) {
    PairSet set = PairSet.read(pairs).without(without);
    try (Torch torch = run.torch();
        MriTrainer trainer = MriTrainer.open(torch, options, run.out(), set, command())) {
      if (run.resume()) {
        trainer.resume();
      }
      return trainer.run(new TrainingProgress(console, System::nanoTime));
    }
  }

  private List<String> command() {
    return spec.commandLine().getParseResult().originalArgs();
  }

  private MriOptions options() {
    try {
      return chosen();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
    }
  }

  private MriOptions chosen() {
    return new MriOptions(
        variant,
        width,
        epochs,
        batch,
        rate,
        new LossWeights(lambda, similarity, adversarial, adversarialFrom),
        dropout,
        keep,
        patience,
        run.seed());
  }
}
