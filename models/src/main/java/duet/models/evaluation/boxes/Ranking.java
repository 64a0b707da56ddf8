package duet.models.evaluation.boxes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The judged boxes of many images, strongest first, sorted once; figures of a resample are then one
 * walk in which each image counts as often as it was drawn.
 */
final class Ranking {
  private static final int RECALLS = 101;

  private final double[] scores;
  private final boolean[] hits;
  private final int[] images;
  private final int[] marked;

  private record Entry(int image, Judgement.Judged judged) {}

  private Ranking(List<Judgement> judgements) {
    marked = judgements.stream().mapToInt(Judgement::marked).toArray();
    Entry[] entries =
        IntStream.range(0, judgements.size())
            .boxed()
            .flatMap(i -> judgements.get(i).judged().stream().map(judged -> new Entry(i, judged)))
            .sorted(Comparator.comparingDouble((Entry e) -> e.judged().score()).reversed())
            .toArray(Entry[]::new);
    scores = Arrays.stream(entries).mapToDouble(e -> e.judged().score()).toArray();
    images = Arrays.stream(entries).mapToInt(Entry::image).toArray();
    hits = new boolean[entries.length];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = entries[i].judged().hit();
    }
  }

  static Ranking of(List<JudgedImage> images, Function<JudgedImage, Judgement> judge) {
    return new Ranking(images.stream().map(judge).toList());
  }

  /** How many boxes are marked. */
  int marked(int[] times) {
    int sum = 0;
    for (int i = 0; i < marked.length; i++) {
      sum += marked[i] * times[i];
    }
    return sum;
  }

  /**
   * Mean over the recalls 0, 0.01, ..., 1 of the highest precision at that recall or above, 0 where
   * the recall is not reached [COCO].
   *
   * @param times how often each image counts
   * @return NaN where nothing is marked
   */
  double averagePrecision(int[] times) {
    int all = marked(times);
    if (all == 0) {
      return Double.NaN;
    }
    int[] right = new int[hits.length];
    double[] precision = new double[hits.length];
    int tp = 0;
    int seen = 0;
    for (int i = 0; i < hits.length; i++) {
      int weight = times[images[i]];
      tp += hits[i] ? weight : 0;
      seen += weight;
      right[i] = tp;
      precision[i] = seen == 0 ? 0 : (double) tp / seen;
    }
    for (int i = hits.length - 2; i >= 0; i--) {
      precision[i] = Math.max(precision[i], precision[i + 1]);
    }
    return interpolated(right, precision, all);
  }

  private static double interpolated(int[] right, double[] precision, int all) {
    double sum = 0;
    int at = 0;
    for (int r = 0; r < RECALLS; r++) {
      // in whole numbers, so that a recall of exactly r/100 is reached
      while (at < right.length && (long) right[at] * (RECALLS - 1) < (long) r * all) {
        at++;
      }
      sum += at < right.length ? precision[at] : 0;
    }
    return sum / RECALLS;
  }

  /**
   * Share of the marked boxes that are hit at the lowest threshold that gives at most so many false
   * boxes an image.
   *
   * @return NaN where nothing is marked
   */
  double sensitivityAt(double falseAnImage, int[] times) {
    int all = marked(times);
    double allowed = falseAnImage * Arrays.stream(times).sum();
    int found = 0;
    int wrong = 0;
    int best = 0;
    for (int i = 0; i < hits.length; i++) {
      int weight = times[images[i]];
      found += hits[i] ? weight : 0;
      wrong += hits[i] ? 0 : weight;
      // boxes of one score come and go together
      boolean last = i + 1 == hits.length || scores[i + 1] < scores[i];
      if (last && wrong <= allowed) {
        best = found;
      }
    }
    return all == 0 ? Double.NaN : (double) best / all;
  }
}
