package duet.models.training.mri;

import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.models.build.Weights;
import duet.models.dataset.PairSet;
import duet.models.dataset.Split;
import duet.models.training.Checkpoint;
import duet.models.training.History;
import duet.models.training.Rate;
import duet.models.training.RunRecord;
import duet.models.training.Torch;
import duet.models.training.TrainingException;
import duet.models.training.Watcher;
import duet.models.training.mri.MriStep.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run: epochs over the training pairs, a validation after each few, a checkpoint after each
 * validation.
 *
 * <p>In its folder lie {@code last.zip} (to go on from), {@code best.zip} (the averaged generator
 * with the lowest validation loss), {@code run.json} and {@code curves.png}, and at the end {@code
 * generator.onnx}, which is the best one.
 */
public final class MriTrainer implements AutoCloseable {
  private static final Path LAST = Path.of("last.zip");
  private static final Path BEST = Path.of("best.zip");
  private static final Path MODEL = Path.of("generator.onnx");

  /** The group of a checkpoint that is the model. */
  static final String AVERAGE = "generator-average";

  /** A validation costs as much as a few steps, so not each epoch has one. */
  private static final int STEPS_BETWEEN_VALIDATIONS = 150;

  private static final long WARM_UP_STEPS = 100;
  private static final float LAST_RATE = 0.01f;

  private final MriOptions options;
  private final Path folder;
  private final Pairs train;
  private final Pairs validation;
  private final MriStep step;
  private final RunRecord record;
  private State state = State.FRESH;
  private History history = new History();

  /**
   * Where a run stands.
   *
   * @param step taken last
   * @param bestLoss of the validations so far
   * @param bestEpoch whose it was
   * @param sums of the losses of the steps of an epoch that has not ended
   * @param curves of the {@link History}
   */
  record State(
      long step,
      double bestLoss,
      int bestEpoch,
      Map<String, Double> sums,
      Map<String, List<History.Point>> curves) {
    static final State FRESH = new State(0, Double.POSITIVE_INFINITY, 0, Map.of(), Map.of());
  }

  /**
   * What came of a run.
   *
   * @param best validation of the exported model
   */
  public record Outcome(Path model, int bestEpoch, Score best, boolean cancelled) {}

  private MriTrainer(
      Torch torch, MriOptions options, Path folder, PairSet pairs, List<String> command) {
    this.options = options;
    this.folder = folder;
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
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TrainingException(folder + " cannot be made: " + e.getMessage(), e);
    }
    return new MriTrainer(torch, options, folder, pairs, command);
  }

  /** Whether there is a run in {@code folder} to go on with. */
  public static boolean isBegun(Path folder) {
    return Files.exists(folder.resolve(LAST));
  }

  /**
   * Takes up the run where its last checkpoint left it.
   *
   * @throws TrainingException there is none, or it is of another network
   */
  public void resume() {
    state = Checkpoint.read(folder.resolve(LAST), State.class, step.groups());
    history = History.of(state.curves);
  }

  /**
   * Trains to the end and exports the best generator. If the watcher cancels, it writes a
   * checkpoint and exports the best so far.
   */
  public Outcome run(Watcher watcher) {
    int perEpoch = train.stepsPerEpoch(options.batch());
    long total = (long) perEpoch * options.epochs();
    Rate rate = new Rate(options.rate(), Math.min(WARM_UP_STEPS, total / 4), total, LAST_RATE);
    int every = Math.max(1, STEPS_BETWEEN_VALIDATIONS / perEpoch);
    boolean cancelled = false;
    while (!cancelled && state.step < total && !isExhausted(perEpoch)) {
      long next = state.step + 1;
      int epoch = (int) ((next - 1) / perEpoch) + 1;
      Report report = step.step(next, epoch, train.batch(next, options), rate.at(next));
      state = after(next, report.added(state.sums));
      int steps = (int) ((next - 1) % perEpoch) + 1;
      watcher.step(next, total, Report.means(state.sums, steps));
      if (steps == perEpoch) {
        endEpoch(watcher, epoch, every, next == total);
      }
      cancelled = watcher.cancelled();
    }
    if (cancelled) {
      Checkpoint.write(folder.resolve(LAST), state, step.groups());
    }
    Path model = export();
    Score best = Score.of(validation.examples(), step, options);
    return new Outcome(model, state.bestEpoch, best, cancelled);
  }

  private boolean isExhausted(int perEpoch) {
    return state.bestEpoch > 0 && state.step / perEpoch - state.bestEpoch > options.patience();
  }

  private State after(long taken, Map<String, Double> sums) {
    return new State(taken, state.bestLoss, state.bestEpoch, sums, history.curves());
  }

  private void endEpoch(Watcher watcher, int epoch, int every, boolean last) {
    Report.means(state.sums, train.stepsPerEpoch(options.batch()))
        .forEach((name, value) -> history.add(name, epoch, value));
    state = after(state.step, Map.of());
    if (last || epoch % every == 0) {
      validate(watcher, epoch);
    }
  }

  private void validate(Watcher watcher, int epoch) {
    Score score = Score.of(validation.examples(), step, options);
    history.add("validation loss", epoch, score.loss());
    history.add("validation PSNR, dB", epoch, score.psnr());
    history.add("validation SSIM", epoch, score.ssim());
    boolean best = score.loss() < state.bestLoss;
    if (best) {
      state = new State(state.step, score.loss(), epoch, Map.of(), history.curves());
      Checkpoint.write(folder.resolve(BEST), state, Map.of(AVERAGE, step.result()));
    }
    Checkpoint.write(folder.resolve(LAST), state, step.groups());
    record.write(folder, history, outcome());
    watcher.say(
        String.format(
            Locale.ROOT, "epoch %d: %s%s", epoch, score, best ? ", the best so far" : ""));
  }

  private Map<String, Object> outcome() {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("steps", state.step);
    outcome.put("bestEpoch", state.bestEpoch);
    outcome.put("bestValidationLoss", state.bestLoss);
    return outcome;
  }

  /** Writes the best generator, through the builder that also writes stand-ins. */
  private Path export() {
    Path model = folder.resolve(MODEL);
    if (Files.exists(folder.resolve(BEST))) {
      Checkpoint.read(folder.resolve(BEST), State.class, Map.of(AVERAGE, step.result()));
    }
    try {
      OnnxWriter.write(graph(step.result().weights()), model, bytes -> {});
    } catch (IOException e) {
      throw new TrainingException(model + " cannot be written: " + e.getMessage(), e);
    }
    return model;
  }

  private Graph graph(Weights weights) {
    return step.network()
        .graph(weights, record.what() + ", trained for " + state.bestEpoch + " epochs");
  }

  /** Frees the networks; PyTorch stays open. */
  @Override
  public void close() {
    step.close();
  }
}
