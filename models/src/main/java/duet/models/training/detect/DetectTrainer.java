package duet.models.training.detect;

import duet.inference.graph.Graph;
import duet.models.build.Yolov8;
import duet.models.card.ModelCard;
import duet.models.dataset.DetectionSet;
import duet.models.dataset.LabelledImage;
import duet.models.dataset.Split;
import duet.models.training.Rate;
import duet.models.training.RunRecord;
import duet.models.training.Torch;
import duet.models.training.TrainingException;
import duet.models.training.TrainingRun;
import duet.models.training.Variables;
import duet.models.training.Watcher;
import duet.models.training.detect.scene.Augmenter;
import duet.models.training.detect.scene.Sampler;
import duet.models.training.detect.scene.Scene;
import duet.models.training.detect.yolo.YoloVariables;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trains YOLOv8n on pictures with boxes. The best network is the averaged one of the best
 * validation, {@code detector.onnx} in the folder of the {@link TrainingRun}; or the last one,
 * where too few are left to validate on.
 */
public final class DetectTrainer implements AutoCloseable {
  private static final String MODEL = "detector.onnx";

  /** A validation costs as much as a few steps, so not each epoch has one. */
  private static final int STEPS_BETWEEN_VALIDATIONS = 120;

  private static final long WARM_UP_STEPS = 150;
  private static final float LAST_RATE = 0.02f;

  /** Whom it learns from. */
  public enum Pupils {
    /** The split for training. */
    TRAINING,
    /**
     * And the patients of the split for validation that have boxes. Those without are left, and say
     * from which score on a box counts; the validation can choose no network any more.
     */
    ALL_WITH_BOXES
  }

  private final Torch torch;
  private final DetectOptions options;
  private final Pupils pupils;
  private final TrainingRun.Course course;
  private final Validation validation;
  private final Augmenter augmenter;
  private final DetectStep step;
  private final Batches batches;
  private final RunRecord record;
  private final TrainingRun run;

  private DetectTrainer(
      Torch torch,
      DetectOptions options,
      Pupils pupils,
      Path folder,
      DetectionSet set,
      List<String> command) {
    this.torch = torch;
    this.options = options;
    this.pupils = pupils;
    DetectionSet train = pupils == Pupils.TRAINING ? set.in(Split.TRAIN) : allWithBoxes(set);
    DetectionSet held = set.in(Split.VAL);
    course = course(options, train.images().size());
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
    run = new TrainingRun(folder, new Learner(), course, record);
    long total = (long) course.stepsPerEpoch() * options.epochs();
    batches = new Batches(n -> Batch.of(augmenter, options, n, total));
  }

  private static TrainingRun.Course course(DetectOptions options, int pictures) {
    int perEpoch = Math.max(1, Math.round((float) pictures / options.batch()));
    long total = (long) perEpoch * options.epochs();
    Rate rate = new Rate(options.rate(), Math.min(WARM_UP_STEPS, total / 4), total, LAST_RATE);
    return new TrainingRun.Course(
        options.epochs(), perEpoch, rate, STEPS_BETWEEN_VALIDATIONS, options.epochs());
  }

  private static DetectionSet allWithBoxes(DetectionSet set) {
    Set<String> marked =
        set.images().stream()
            .filter(image -> !image.boxes().isEmpty())
            .map(LabelledImage::group)
            .collect(Collectors.toSet());
    return new DetectionSet(
        set.folder(),
        set.classes(),
        set.images().stream()
            .filter(image -> image.split() == Split.TRAIN || marked.contains(image.group()))
            .toList());
  }

  private List<Scene> scenes(DetectionSet set) {
    return set.images().stream().map(image -> Scene.read(image, options.resize())).toList();
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
      Torch torch,
      DetectOptions options,
      Pupils pupils,
      Path folder,
      DetectionSet set,
      List<String> command) {
    requireBoxes(set, Split.TRAIN);
    requireBoxes(set, Split.VAL);
    return new DetectTrainer(torch, options, pupils, folder, set, command);
  }

  private static void requireBoxes(DetectionSet set, Split split) {
    if (set.in(split).images().stream().allMatch(image -> image.boxes().isEmpty())) {
      throw new TrainingException(
          "no picture of the split '"
              + split.word()
              + "' has a box; mark some, or move marked patients to it");
    }
  }

  /**
   * Takes up the run where its last checkpoint left it.
   *
   * @throws TrainingException there is none, or it is of another network
   */
  public void resume() {
    run.resume();
  }

  /**
   * Trains to the end and exports the best network. If the watcher cancels, it writes a checkpoint
   * and exports the best so far.
   */
  public TrainingRun.Outcome run(Watcher watcher) {
    return run.run(watcher, MODEL);
  }

  /** The detector, as a run knows it. */
  private final class Learner implements TrainingRun.Trainee {
    private long steps;

    @Override
    public Map<String, Double> step(long number, int epoch, float rate) {
      steps = number;
      return step.step(number, batches.of(number), rate).asMap();
    }

    @Override
    public TrainingRun.Validation validate() {
      Validation.Figures found = validation.measure(torch.manager(), step.result());
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("validation mAP50", found.map50());
      figures.put("validation AUC of images", found.auc());
      figures.put("validation sensitivity", found.sensitivity());
      double quality = pupils == Pupils.TRAINING ? found.quality() : steps;
      return new TrainingRun.Validation(quality, figures, words(found));
    }

    @Override
    public Map<String, Variables> result() {
      return Map.of(DetectStep.AVERAGE, step.result());
    }

    @Override
    public Map<String, Variables> groups() {
      return step.groups();
    }

    @Override
    public Graph graph(String description) {
      return new Yolov8(options.size(), options.classes())
          .graph(YoloVariables.folded(step.result()), description);
    }

    @Override
    public ModelCard card() {
      Validation.Figures found = validation.measure(torch.manager(), step.result());
      return DetectorCard.of(options, record.learntFrom() + "; " + words(found), found.threshold());
    }

    /** Figures of patients that it learns from must not look like those of others. */
    private String words(Validation.Figures found) {
      return pupils == Pupils.TRAINING
          ? found.toString()
          : "with patients that it learns from, which says nothing of others: " + found;
    }
  }

  @Override
  public void close() {
    batches.close();
    torch.manager().close();
  }
}
