package duet.models.evaluation.boxes;

import java.util.Arrays;
import java.util.List;

/**
 * Images as a whole: positive where a person marked anything, called positive where the strongest
 * box has at least the threshold.
 */
final class ImageDecisions {
  private final boolean[] positive;
  private final double[] score;

  ImageDecisions(List<JudgedImage> images) {
    positive = new boolean[images.size()];
    score = new double[images.size()];
    for (int i = 0; i < score.length; i++) {
      positive[i] = images.get(i).isPositive();
      score[i] = images.get(i).score();
    }
  }

  /** Share of the positive images that are called positive; NaN without any. */
  double sensitivity(double threshold, int[] times) {
    return shareCalled(true, threshold, times);
  }

  /** Share of the negative images that are not called positive; NaN without any. */
  double specificity(double threshold, int[] times) {
    return 1 - shareCalled(false, threshold, times);
  }

  private double shareCalled(boolean among, double threshold, int[] times) {
    int called = 0;
    int all = 0;
    for (int i = 0; i < score.length; i++) {
      if (positive[i] == among) {
        all += times[i];
        called += score[i] >= threshold ? times[i] : 0;
      }
    }
    return (double) called / all;
  }

  /**
   * Area under the ROC curve: how often a positive image has the higher score than a negative one,
   * ties counting half [Hanley and McNeil 1982]; NaN where one kind is missing.
   */
  double areaUnderCurve(int[] times) {
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < score.length; i++) {
      for (int j = 0; positive[i] && j < score.length; j++) {
        if (!positive[j]) {
          double weight = (double) times[i] * times[j];
          pairs += weight;
          wins += weight * (score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0);
        }
      }
    }
    return wins / pairs;
  }

  /**
   * The threshold with the highest sensitivity among those of at least this specificity; the
   * highest such threshold where several are alike. Chosen on the data, so that the figures at it
   * are a little too good.
   */
  double thresholdFor(double leastSpecificity) {
    int[] once = new int[score.length];
    Arrays.fill(once, 1);
    double best = 1;
    double most = -1;
    for (double candidate : Arrays.stream(score).filter(s -> s > 0).toArray()) {
      double sensitivity = sensitivity(candidate, once);
      boolean better = sensitivity > most || (sensitivity == most && candidate > best);
      if (specificity(candidate, once) >= leastSpecificity && better) {
        most = sensitivity;
        best = candidate;
      }
    }
    return best;
  }
}
