package duet.models.evaluation.boxes;

import duet.models.evaluation.Bootstrap;
import duet.models.evaluation.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of a detector on images with marked boxes. Average precision of a class is COCO's:
 * greedy matching by score, 101 recalls; mAP is the mean over the classes that are marked at all.
 * The free-response curve and the figures of an image take all classes alike.
 */
public final class DetectionScores {
  /** False boxes an image at which the free-response curve is read. */
  public static final List<Double> FROC_RATES = List.of(0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

  /** Overlap above which a box is a hit, where only one is given. */
  public static final double IOU = 0.5;

  private static final int LIMITS = 10;

  private final int images;
  private final Bootstrap<Integer> bootstrap;
  private final List<List<Ranking>> byClass = new ArrayList<>();
  private final Ranking any;
  private final ImageDecisions decisions;

  /**
   * Judges all boxes.
   *
   * @param judged at least one image
   * @param classes how many there are
   */
  public DetectionScores(List<JudgedImage> judged, int classes) {
    images = judged.size();
    List<Integer> all = IntStream.range(0, images).boxed().toList();
    bootstrap = Bootstrap.over(all, i -> judged.get(i).patient(), i -> judged.get(i).name());
    for (int c = 0; c < classes; c++) {
      byClass.add(rankings(judged, c));
    }
    any = Ranking.of(judged, image -> Judgement.ofAny(image, IOU));
    decisions = new ImageDecisions(judged);
  }

  /** At IoU 0.50, 0.55, ..., 0.95. */
  private static List<Ranking> rankings(List<JudgedImage> judged, int classIndex) {
    return IntStream.range(0, LIMITS)
        .mapToDouble(i -> IOU + 0.05 * i)
        .mapToObj(limit -> Ranking.of(judged, image -> Judgement.of(image, classIndex, limit)))
        .toList();
  }

  /** Mean average precision at IoU 0.5. */
  public Estimate map50() {
    return estimate(times -> mean(times, 1));
  }

  /** Mean average precision, mean over IoU 0.50, 0.55, ..., 0.95. */
  public Estimate map50to95() {
    return estimate(times -> mean(times, LIMITS));
  }

  /** Average precision of one class at IoU 0.5; NaN where it is never marked. */
  public Estimate ap50(int classIndex) {
    return estimate(times -> byClass.get(classIndex).get(0).averagePrecision(times));
  }

  /** How many boxes of a class are marked. */
  public int marked(int classIndex) {
    return byClass.get(classIndex).get(0).marked(once());
  }

  /** Share of the marked boxes hit at so many false boxes an image. */
  public Estimate froc(double falseAnImage) {
    return estimate(times -> any.sensitivityAt(falseAnImage, times));
  }

  /** Of images, at a threshold. */
  public Estimate sensitivity(double threshold) {
    return estimate(times -> decisions.sensitivity(threshold, times));
  }

  /** Of images, at a threshold. */
  public Estimate specificity(double threshold) {
    return estimate(times -> decisions.specificity(threshold, times));
  }

  /** Of the ROC curve of images. */
  public Estimate areaUnderCurve() {
    return estimate(decisions::areaUnderCurve);
  }

  /** See {@link ImageDecisions#thresholdFor}. */
  public double thresholdFor(double leastSpecificity) {
    return decisions.thresholdFor(leastSpecificity);
  }

  private double mean(int[] times, int limits) {
    double sum = 0;
    int counted = 0;
    for (List<Ranking> rankings : byClass) {
      if (rankings.get(0).marked(times) > 0) {
        for (Ranking ranking : rankings.subList(0, limits)) {
          sum += ranking.averagePrecision(times);
          counted++;
        }
      }
    }
    return counted == 0 ? Double.NaN : sum / counted;
  }

  private Estimate estimate(ToDoubleFunction<int[]> figure) {
    return bootstrap.estimate(drawn -> figure.applyAsDouble(times(drawn)));
  }

  private int[] times(List<Integer> drawn) {
    int[] times = new int[images];
    for (int image : drawn) {
      times[image]++;
    }
    return times;
  }

  private int[] once() {
    return times(IntStream.range(0, images).boxed().toList());
  }
}
