package duet.models.training.mri;

import duet.inference.graph.Graph;
import duet.models.card.ModelCard;
import duet.models.dataset.PairSet;
import duet.models.dataset.Split;
import duet.models.training.Rate;
import duet.models.training.RunRecord;
import duet.models.training.Torch;
import duet.models.training.TrainingRun;
import duet.models.training.Variables;
import duet.models.training.Watcher;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains Pix2Pix on registered pairs. The best generator is the averaged one with the lowest
 * validation loss, {@code generator.onnx} in the folder of the {@link TrainingRun}.
 */
public final class MriTrainer implements AutoCloseable {
  private static final String MODEL = "generator.onnx";

  /** The group of a checkpoint that is the model. */
  static final String AVERAGE = "generator-average";

  /** A validation costs as much as a few steps, so not each epoch has one. */
  private static final int STEPS_BETWEEN_VALIDATIONS = 150;

  private static final long WARM_UP_STEPS = 100;
  private static final float LAST_RATE = 0.01f;

  private final MriOptions options;
  private final Pairs train;
  private final Pairs validation;
  private final MriStep step;
  private final RunRecord record;
  private final TrainingRun run;

  /**
   * What came of a run.
   *
   * @param best validation of the exported model
   */
  public record Outcome(Path model, int bestEpoch, Score best, boolean cancelled) {}

  private MriTrainer(
      Torch torch, MriOptions options, Path folder, PairSet pairs, List<String> command) {
    this.options = options;
    train = Pairs.read(pairs.in(Split.TRAIN)).levelled();
    validation = Pairs.read(pairs.in(Split.VAL));
    step = new MriStep(torch, options);
    record =
        new RunRecord(
            "Pix2Pix " + options.variant() + ", width " + options.width(),
            command,
            Map.of("torch", torch.version(), "java", Runtime.version().toString()),
            options.asMap(),
            Map.of("train", train.record(), "validation", validation.record()));
    run = new TrainingRun(folder, new Learner(), course(), record);
  }

  private TrainingRun.Course course() {
    int perEpoch = train.stepsPerEpoch(options.batch());
    long total = (long) perEpoch * options.epochs();
    Rate rate = new Rate(options.rate(), Math.min(WARM_UP_STEPS, total / 4), total, LAST_RATE);
    return new TrainingRun.Course(
        options.epochs(), perEpoch, rate, STEPS_BETWEEN_VALIDATIONS, options.patience());
  }

  /**
   * Reads the pairs and makes a fresh network.
   *
   * @param torch is not closed by the trainer
   * @param folder of the run; made if need be
   * @throws duet.models.dataset.DatasetException the pairs are not as they should be
   */
  public static MriTrainer open(
      Torch torch, MriOptions options, Path folder, PairSet pairs, List<String> command) {
    return new MriTrainer(torch, options, folder, pairs, command);
  }

  /**
   * Takes up the run where its last checkpoint left it.
   *
   * @throws duet.models.training.TrainingException there is none, or it is of another network
   */
  public void resume() {
    run.resume();
  }

  /**
   * Trains to the end and exports the best generator. If the watcher cancels, it writes a
   * checkpoint and exports the best so far.
   */
  public Outcome run(Watcher watcher) {
    TrainingRun.Outcome ended = run.run(watcher, MODEL);
    return new Outcome(ended.model(), ended.bestEpoch(), score(), ended.cancelled());
  }

  private Score score() {
    return Score.of(validation.examples(), step, options);
  }

  /** The generator and its discriminator, as a run knows them. */
  private final class Learner implements TrainingRun.Trainee {
    @Override
    public Map<String, Double> step(long number, int epoch, float rate) {
      return step.step(number, epoch, train.batch(number, options), rate).asMap();
    }

    @Override
    public TrainingRun.Validation validate() {
      Score score = score();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("validation loss", score.loss());
      figures.put("validation PSNR, dB", score.psnr());
      figures.put("validation SSIM", score.ssim());
      return new TrainingRun.Validation(-score.loss(), figures, score.toString());
    }

    @Override
    public Map<String, Variables> result() {
      return Map.of(AVERAGE, step.result());
    }

    @Override
    public Map<String, Variables> groups() {
      return step.groups();
    }

    @Override
    public Graph graph(String description) {
      return step.network().graph(step.result().weights(), description);
    }

    @Override
    public ModelCard card() {
      return GeneratorCard.of(record.learntFrom());
    }
  }

  /** Frees the networks; PyTorch stays open. */
  @Override
  public void close() {
    step.close();
  }
}
