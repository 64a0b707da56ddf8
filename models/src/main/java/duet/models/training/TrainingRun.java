package duet.models.training;

import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.models.card.CardWriter;
import duet.models.card.ModelCard;
import duet.models.card.PendingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Epochs of steps, a validation after each few, a checkpoint after each validation; what the steps
 * do is the trainee's.
 *
 * <p>In the folder of a run lie {@code last.zip} (to go on from), {@code best.zip} (the network of
 * the best validation), {@code run.json} and {@code curves.png}, and at the end the model, which is
 * the best one, with its card.
 */
public final class TrainingRun {
  private static final Path LAST = Path.of("last.zip");
  private static final Path BEST = Path.of("best.zip");

  private final Path folder;
  private final Trainee trainee;
  private final Course course;
  private final RunRecord record;
  private State state = State.FRESH;
  private History history = new History();

  /** A network that learns. */
  public interface Trainee {
    /**
     * Takes a step.
     *
     * @param number from 1 on
     * @param epoch it is in, from 1 on
     * @return its losses by name, before it was taken; the same names each time
     */
    Map<String, Double> step(long number, int epoch, float rate);

    /** How good the {@link #result} is on what it does not learn from. */
    Validation validate();

    /** The variables that are validated and exported, by the name they have in checkpoints. */
    Map<String, Variables> result();

    /** All that a checkpoint must hold to go on from. */
    Map<String, Variables> groups();

    /** The result as a network to be written. */
    Graph graph(String description);

    /** What the result takes and gives. */
    ModelCard card();
  }

  /**
   * How long a run is and how often it is validated.
   *
   * @param stepsBetweenValidations about so many: each some whole epochs
   * @param patience epochs without a better validation after which the run ends
   */
  public record Course(
      int epochs, int stepsPerEpoch, Rate rate, int stepsBetweenValidations, int patience) {
    private int epochsBetweenValidations() {
      return Math.max(1, stepsBetweenValidations / stepsPerEpoch);
    }

    private long steps() {
      return (long) stepsPerEpoch * epochs;
    }
  }

  /**
   * What a validation found.
   *
   * @param quality more is better
   * @param figures by the name of their curve
   * @param words all of it in one line
   */
  public record Validation(double quality, Map<String, Double> figures, String words) {}

  /**
   * What came of a run.
   *
   * @param validated which epoch was the best, and how good
   */
  public record Outcome(Path model, int bestEpoch, String validated, boolean cancelled) {}

  /**
   * Where a run stands.
   *
   * @param step taken last
   * @param best quality of the validations so far
   * @param bestEpoch whose it was
   * @param bestFigures what was measured then
   * @param sums of the losses of the steps of an epoch that has not ended
   * @param curves of the {@link History}
   */
  record State(
      long step,
      double best,
      int bestEpoch,
      String bestFigures,
      Map<String, Double> sums,
      Map<String, List<History.Point>> curves) {
    static final State FRESH =
        new State(0, Double.NEGATIVE_INFINITY, 0, "nothing validated", Map.of(), Map.of());

    State after(Map<String, Double> losses) {
      Map<String, Double> sum = new LinkedHashMap<>();
      losses.forEach((name, loss) -> sum.put(name, sums.getOrDefault(name, 0.0) + loss));
      return new State(step + 1, best, bestEpoch, bestFigures, sum, curves);
    }

    Map<String, Double> means(int count) {
      Map<String, Double> means = new LinkedHashMap<>();
      sums.forEach((name, sum) -> means.put(name, sum / count));
      return means;
    }

    State atEndOfEpoch(History all) {
      return new State(step, best, bestEpoch, bestFigures, Map.of(), all.curves());
    }

    State better(double quality, int epoch, String words, History all) {
      return new State(step, quality, epoch, words, Map.of(), all.curves());
    }
  }

  /**
   * A run that has not begun.
   *
   * @param folder of the run; made if need be
   */
  public TrainingRun(Path folder, Trainee trainee, Course course, RunRecord record) {
    this.folder = folder;
    this.trainee = trainee;
    this.course = course;
    this.record = record;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TrainingException(folder + " cannot be made: " + e.getMessage(), e);
    }
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
    state = Checkpoint.read(folder.resolve(LAST), State.class, trainee.groups());
    history = History.of(state.curves);
  }

  /**
   * Trains to the end and exports the best network. If the watcher cancels, it writes a checkpoint
   * and exports the best so far.
   *
   * @param model name of the file in the folder
   */
  public Outcome run(Watcher watcher, String model) {
    boolean cancelled = false;
    while (!cancelled && state.step < course.steps() && !isExhausted()) {
      step(watcher);
      cancelled = watcher.cancelled();
    }
    if (cancelled) {
      Checkpoint.write(folder.resolve(LAST), state, trainee.groups());
    }
    return new Outcome(
        export(folder.resolve(model)), state.bestEpoch, state.bestFigures, cancelled);
  }

  private boolean isExhausted() {
    return state.bestEpoch > 0
        && state.step / course.stepsPerEpoch - state.bestEpoch > course.patience;
  }

  private void step(Watcher watcher) {
    long next = state.step + 1;
    int epoch = (int) ((next - 1) / course.stepsPerEpoch) + 1;
    int steps = (int) ((next - 1) % course.stepsPerEpoch) + 1;
    state = state.after(trainee.step(next, epoch, course.rate.at(next)));
    watcher.step(next, course.steps(), state.means(steps));
    if (steps == course.stepsPerEpoch) {
      endEpoch(watcher, epoch);
    }
  }

  private void endEpoch(Watcher watcher, int epoch) {
    state.means(course.stepsPerEpoch).forEach((name, value) -> history.add(name, epoch, value));
    state = state.atEndOfEpoch(history);
    if (state.step == course.steps() || epoch % course.epochsBetweenValidations() == 0) {
      validate(watcher, epoch);
    }
  }

  private void validate(Watcher watcher, int epoch) {
    Validation found = trainee.validate();
    found.figures().forEach((name, value) -> history.add(name, epoch, value));
    String line = "epoch " + epoch + ": " + found.words();
    boolean best = found.quality() > state.best;
    if (best) {
      state = state.better(found.quality(), epoch, line, history);
      Checkpoint.write(folder.resolve(BEST), state, trainee.result());
    }
    state = state.atEndOfEpoch(history);
    Checkpoint.write(folder.resolve(LAST), state, trainee.groups());
    record.write(folder, history, outcome());
    watcher.say(best ? line + ", kept" : line);
  }

  private Map<String, Object> outcome() {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("steps", state.step);
    outcome.put("bestEpoch", state.bestEpoch);
    outcome.put("best", state.bestFigures);
    outcome.put("bestQuality", state.best);
    return outcome;
  }

  /** Writes the best network and its card, through the builder that also writes stand-ins. */
  private Path export(Path model) {
    if (Files.exists(folder.resolve(BEST))) {
      Checkpoint.read(folder.resolve(BEST), State.class, trainee.result());
    }
    String description = record.what() + ", trained for " + state.bestEpoch + " epochs";
    try {
      OnnxWriter.write(trainee.graph(description), model, bytes -> {});
      CardWriter.write(trainee.card(), PendingModel.cardOf(model));
    } catch (IOException e) {
      throw new TrainingException(model + " cannot be written: " + e.getMessage(), e);
    }
    return model;
  }
}
