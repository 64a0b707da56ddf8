package duet.models.training.detect;

import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.models.build.Yolov8;
import duet.models.dataset.DetectionSet;
import duet.models.dataset.LabelledImage;
import duet.models.dataset.Split;
import duet.models.training.Checkpoint;
import duet.models.training.History;
import duet.models.training.Rate;
import duet.models.training.RunRecord;
import duet.models.training.Torch;
import duet.models.training.TrainingException;
import duet.models.training.Watcher;
import duet.models.training.detect.DetectStep.Report;
import duet.models.training.detect.scene.Augmenter;
import duet.models.training.detect.scene.Sampler;
import duet.models.training.detect.scene.Scene;
import duet.models.training.detect.yolo.YoloVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run: epochs over the training pictures, a validation after each few, a checkpoint after each
 * validation.
 *
 * <p>In its folder lie {@code last.zip} (to go on from), {@code best.zip} (the averaged network of
 * the best validation), {@code run.json} and {@code curves.png}, and at the end {@code
 * detector.onnx}, which is the best one.
 */
public final class DetectTrainer implements AutoCloseable {
  private static final Path LAST = Path.of("last.zip");
  private static final Path BEST = Path.of("best.zip");
  private static final Path MODEL = Path.of("detector.onnx");

  /** A validation costs as much as a few steps, so not each epoch has one. */
  private static final int STEPS_BETWEEN_VALIDATIONS = 120;

  private static final long WARM_UP_STEPS = 150;
  private static final float LAST_RATE = 0.02f;

  private final Torch torch;
  private final DetectOptions options;
  private final Path folder;
  private final int pictures;
  private final Validation validation;
  private final Augmenter augmenter;
  private final DetectStep step;
  private final RunRecord record;
  private State state = State.FRESH;
  private History history = new History();

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
    static final State FRESH = new State(0, -1, 0, "nothing validated", Map.of(), Map.of());
  }

  /**
   * What came of a run.
   *
   * @param validated which epoch was the best, and how good
   */
  public record Outcome(Path model, String validated, boolean cancelled) {}

  private DetectTrainer(
      Torch torch, DetectOptions options, Path folder, DetectionSet set, List<String> command) {
    this.torch = torch;
    this.options = options;
    this.folder = folder;
    DetectionSet train = set.in(Split.TRAIN);
    DetectionSet held = set.in(Split.VAL);
    pictures = train.images().size();
    Augmenter.Paint paint =
        options.classes() == 1 ? Augmenter.Paint.BLEEDS : Augmenter.Paint.GRAFTS;
    augmenter = new Augmenter(new Sampler(scenes(train)), paint);
    validation = new Validation(scenes(held), options.size(), options.classes());
    step = new DetectStep(torch, options);
    record =
        new RunRecord(
            "YOLOv8n of " + options.classes() + " classes at " + options.size(),
            command,
            Map.of("torch", torch.version(), "java", Runtime.version().toString()),
            options.asMap(),
            Map.of("train", split(train), "validation", split(held)));
  }

  private static List<Scene> scenes(DetectionSet set) {
    return set.images().stream().map(Scene::read).toList();
  }

  private static RunRecord.Split split(DetectionSet set) {
    List<Path> files = set.images().stream().map(LabelledImage::image).toList();
    return RunRecord.Split.of(List.copyOf(set.byGroup().keySet()), set.images().size(), files);
  }

  /**
   * Reads the pictures and makes a fresh network.
   *
   * @param torch is not closed by the trainer
   * @param folder of the run; made if need be
   * @throws duet.models.dataset.DatasetException the pictures are not as they should be
   * @throws TrainingException there is nothing marked to learn or to validate
   */
  public static DetectTrainer open(
      Torch torch, DetectOptions options, Path folder, DetectionSet set, List<String> command) {
    requireBoxes(set, Split.TRAIN);
    requireBoxes(set, Split.VAL);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TrainingException(folder + " cannot be made: " + e.getMessage(), e);
    }
    return new DetectTrainer(torch, options, folder, set, command);
  }

  private static void requireBoxes(DetectionSet set, Split split) {
    if (set.in(split).images().stream().allMatch(image -> image.boxes().isEmpty())) {
      throw new TrainingException(
          "no picture of the split '"
              + split.word()
              + "' has a box; mark some, or move marked patients to it");
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
    state = Checkpoint.read(folder.resolve(LAST), State.class, step.groups());
    history = History.of(state.curves);
  }

  /**
   * Trains to the end and exports the best network. If the watcher cancels, it writes a checkpoint
   * and exports the best so far.
   */
  public Outcome run(Watcher watcher) {
    int perEpoch = Math.max(1, Math.round((float) pictures / options.batch()));
    long total = (long) perEpoch * options.epochs();
    Rate rate = new Rate(options.rate(), Math.min(WARM_UP_STEPS, total / 4), total, LAST_RATE);
    boolean cancelled = false;
    try (Batches batches = new Batches(n -> Batch.of(augmenter, options, n, total))) {
      while (!cancelled && state.step < total) {
        long next = state.step + 1;
        Report report = step.step(next, batches.of(next), rate.at(next));
        state = after(next, report.added(state.sums));
        int steps = (int) ((next - 1) % perEpoch) + 1;
        watcher.step(next, total, Report.means(state.sums, steps));
        if (steps == perEpoch) {
          endEpoch(watcher, perEpoch, next == total);
        }
        cancelled = watcher.cancelled();
      }
    }
    if (cancelled) {
      Checkpoint.write(folder.resolve(LAST), state, step.groups());
    }
    return new Outcome(export(), state.bestFigures, cancelled);
  }

  private State after(long taken, Map<String, Double> sums) {
    return new State(taken, state.best, state.bestEpoch, state.bestFigures, sums, history.curves());
  }

  private void endEpoch(Watcher watcher, int perEpoch, boolean last) {
    int epoch = (int) (state.step / perEpoch);
    Report.means(state.sums, perEpoch).forEach((name, value) -> history.add(name, epoch, value));
    state = after(state.step, Map.of());
    if (last || epoch % Math.max(1, STEPS_BETWEEN_VALIDATIONS / perEpoch) == 0) {
      validate(watcher, epoch);
    }
  }

  private void validate(Watcher watcher, int epoch) {
    Validation.Figures figures = validation.measure(torch.manager(), step.result());
    history.add("validation mAP50", epoch, figures.map50());
    history.add("validation AUC of images", epoch, figures.auc());
    history.add("validation sensitivity", epoch, figures.sensitivity());
    String line = String.format(Locale.ROOT, "epoch %d: %s", epoch, figures);
    boolean best = figures.quality() > state.best;
    if (best) {
      state = new State(state.step, figures.quality(), epoch, line, Map.of(), history.curves());
      Checkpoint.write(folder.resolve(BEST), state, Map.of(DetectStep.AVERAGE, step.result()));
    }
    Checkpoint.write(folder.resolve(LAST), state, step.groups());
    record.write(folder, history, outcome());
    watcher.say(best ? line + ", the best so far" : line);
  }

  private Map<String, Object> outcome() {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("steps", state.step);
    outcome.put("bestEpoch", state.bestEpoch);
    outcome.put("best", state.bestFigures);
    return outcome;
  }

  /** Writes the best network, through the builder that also writes stand-ins. */
  private Path export() {
    Path model = folder.resolve(MODEL);
    if (Files.exists(folder.resolve(BEST))) {
      Checkpoint.read(folder.resolve(BEST), State.class, Map.of(DetectStep.AVERAGE, step.result()));
    }
    try {
      OnnxWriter.write(graph(), model, bytes -> {});
    } catch (IOException e) {
      throw new TrainingException(model + " cannot be written: " + e.getMessage(), e);
    }
    return model;
  }

  private Graph graph() {
    String description = record.what() + ", trained for " + state.bestEpoch + " epochs";
    return new Yolov8(options.size(), options.classes())
        .graph(YoloVariables.folded(step.result()), description);
  }

  @Override
  public void close() {
    torch.manager().close();
  }
}
