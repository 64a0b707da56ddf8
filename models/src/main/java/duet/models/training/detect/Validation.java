package duet.models.training.detect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import duet.models.evaluation.boxes.Area;
import duet.models.evaluation.boxes.DetectionScores;
import duet.models.evaluation.boxes.FoundBox;
import duet.models.evaluation.boxes.JudgedImage;
import duet.models.training.Mode;
import duet.models.training.Variables;
import duet.models.training.detect.scene.Scene;
import duet.models.training.detect.yolo.AnchorGrid;
import duet.models.training.detect.yolo.Box;
import duet.models.training.detect.yolo.Decoder;
import duet.models.training.detect.yolo.Prediction;
import duet.models.training.detect.yolo.YoloNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures a network on whole pictures of patients that it does not learn from. */
final class Validation {
  private static final int AT_ONCE = 11;

  /** Weaker boxes hardly move the average precision, and are many. */
  private static final double FLOOR = 0.01;

  private static final double SPECIFICITY = 0.85;

  private final List<Scene> scenes;
  private final int size;
  private final int classes;

  Validation(List<Scene> scenes, int size, int classes) {
    this.scenes = scenes;
    this.size = size;
    this.classes = classes;
  }

  /**
   * What is watched.
   *
   * @param map50 mean average precision at an overlap of one half
   * @param auc area under the ROC curve of images; NaN where all or none are marked
   * @param sensitivity of images, at a specificity of 0.85 or more
   * @param threshold at which that is so
   */
  record Figures(double map50, double auc, double sensitivity, double threshold) {
    private static final double AUC_COUNTS = 0.5;

    /** What the best epoch has most of. */
    double quality() {
      return map50 + (Double.isNaN(auc) ? 0 : AUC_COUNTS * auc);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "validation mAP50 %.3f, AUC of images %.3f, sensitivity %.3f at threshold %.3f",
          map50,
          auc,
          sensitivity,
          threshold);
    }
  }

  Figures measure(NDManager manager, Variables variables) {
    YoloNetwork network = new YoloNetwork(variables, Mode.USING);
    Decoder decoder = new Decoder(new AnchorGrid(size), classes, FLOOR);
    List<JudgedImage> judged = new ArrayList<>();
    for (int start = 0; start < scenes.size(); start += AT_ONCE) {
      List<Scene> part = scenes.subList(start, Math.min(scenes.size(), start + AT_ONCE));
      try (NDManager scratch = manager.newSubManager()) {
        NDArray images = Batch.images(scratch, inputs(part), size);
        YoloNetwork.Raw raw = network.forward(images);
        float[] distances = raw.distances().toFloatArray();
        float[] scores = raw.scores().toFloatArray();
        for (int i = 0; i < part.size(); i++) {
          Prediction said = new Prediction(decoder.grid(), classes, i, distances, scores);
          judged.add(judged(part.get(i), decoder.boxes(said)));
        }
      }
    }
    return figures(new DetectionScores(judged, classes));
  }

  private List<float[]> inputs(List<Scene> part) {
    return part.stream().map(scene -> scene.input(size)).toList();
  }

  private JudgedImage judged(Scene scene, List<Decoder.Scored> found) {
    return JudgedImage.of(
        scene.source(),
        found.stream()
            .map(one -> new FoundBox(one.box().type(), one.score(), area(scene, one.box())))
            .toList());
  }

  private Area area(Scene scene, Box box) {
    Box shares = scene.inShares(box, size);
    return new Area(shares.left(), shares.top(), shares.right(), shares.bottom());
  }

  private static Figures figures(DetectionScores scores) {
    double threshold = scores.thresholdFor(SPECIFICITY);
    return new Figures(
        scores.map50().value(),
        scores.areaUnderCurve().value(),
        scores.sensitivity(threshold).value(),
        threshold);
  }
}
