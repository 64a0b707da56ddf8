package duet.app.vision;

import java.util.Arrays;

/**
 * Class-wise greedy non-maximum suppression: the strongest box stays, weaker ones of its class that
 * overlap it by more than a limit go. Equal scores are taken in the order of the anchors, so the
 * result is the same on every run. Because only stronger boxes suppress, cutting the result at a
 * higher confidence is the same as suppressing above that confidence. Works in the buffers it is
 * given and allocates nothing; for one thread.
 */
final class Suppression {
  /** As Ultralytics: more boxes than this on one image mean nothing to a reader. */
  static final int MOST = 300;

  private final float[][] boxes;
  private final int[] classes;
  private final long[] order;
  private final int[] kept = new int[MOST];
  private int candidates;

  /**
   * @param boxes centre x, centre y, width, height, each by anchor
   * @param classes by anchor
   */
  Suppression(float[][] boxes, int[] classes) {
    this.boxes = boxes;
    this.classes = classes;
    order = new long[classes.length];
  }

  void clear() {
    candidates = 0;
  }

  /**
   * @param score above 0; the bits of positive floats sort as the floats do
   */
  void add(int anchor, float score) {
    order[candidates++] = (long) (Integer.MAX_VALUE - Float.floatToIntBits(score)) << 32 | anchor;
  }

  /** Decides; returns how many stay, for {@link #kept}. */
  int suppress(double iou) {
    Arrays.sort(order, 0, candidates);
    int count = 0;
    for (int i = 0; i < candidates && count < MOST; i++) {
      int anchor = (int) order[i];
      if (!covered(anchor, count, iou)) {
        kept[count++] = anchor;
      }
    }
    return count;
  }

  /** Anchor of the box that stays, 0 the strongest. */
  int kept(int rank) {
    return kept[rank];
  }

  private boolean covered(int weaker, int count, double iou) {
    for (int i = 0; i < count; i++) {
      if (classes[kept[i]] == classes[weaker] && iou(kept[i], weaker) > iou) {
        return true;
      }
    }
    return false;
  }

  /** Intersection over union; stretching an axis does not change it, so network pixels will do. */
  private double iou(int a, int b) {
    double w = overlap(boxes[0][a], boxes[2][a], boxes[0][b], boxes[2][b]);
    double h = overlap(boxes[1][a], boxes[3][a], boxes[1][b], boxes[3][b]);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    double areas = (double) boxes[2][a] * boxes[3][a] + (double) boxes[2][b] * boxes[3][b];
    return w * h / (areas - w * h);
  }

  private static double overlap(double centreA, double sizeA, double centreB, double sizeB) {
    double end = Math.min(centreA + sizeA / 2, centreB + sizeB / 2);
    return end - Math.max(centreA - sizeA / 2, centreB - sizeB / 2);
  }
}
