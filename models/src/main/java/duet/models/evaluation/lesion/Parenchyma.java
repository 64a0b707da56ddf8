package duet.models.evaluation.lesion;

import duet.models.dataset.GreyPicture;
import duet.models.evaluation.image.HeadMask;
import duet.models.evaluation.image.Mask;

/**
 * Brain tissue in a brain-windowed CT picture: inside the head, away from bone, of about the
 * commonest grey, in one piece.
 *
 * <ol>
 *   <li>the picture is smoothed by 5x5 against noise;
 *   <li>inside {@link HeadMask}, 3 pixels and more from bone (235 of 255 and above);
 *   <li>within 10 HU-equivalents (32 levels) of the commonest smoothed level among 40..215;
 *   <li>the largest piece of what is left.
 * </ol>
 */
final class Parenchyma {
  private static final int BONE = 235;
  private static final int FROM_BONE = 3;
  private static final int LOW = 40;
  private static final int HIGH = 215;
  private static final int TOLERANCE = 32;
  private static final int SMOOTHING = 2;

  private Parenchyma() {}

  /** Empty where there is no brain in the picture. */
  static Mask of(GreyPicture ct) {
    int[] smooth = smooth(ct);
    Mask soft = away(ct).and(HeadMask.of(ct));
    int commonest = commonest(smooth, soft);
    boolean[] tissue = new boolean[smooth.length];
    for (int i = 0; i < tissue.length; i++) {
      tissue[i] = soft.inside()[i] && Math.abs(smooth[i] - commonest) <= TOLERANCE;
    }
    return new Mask(ct.width(), ct.height(), tissue).largestPiece();
  }

  /** Everything but bone and what is near it. */
  private static Mask away(GreyPicture ct) {
    boolean[] bone = new boolean[ct.grey().length];
    for (int i = 0; i < bone.length; i++) {
      bone[i] = (ct.grey()[i] & 0xFF) >= BONE;
    }
    // a single bright pixel is noise, not bone
    return new Mask(ct.width(), ct.height(), bone).eroded(1).dilated(1 + FROM_BONE).inverted();
  }

  private static int commonest(int[] smooth, Mask among) {
    int[] counts = new int[256];
    for (int i = 0; i < smooth.length; i++) {
      counts[smooth[i]] += among.inside()[i] ? 1 : 0;
    }
    int best = LOW;
    for (int level = LOW; level <= HIGH; level++) {
      best = counts[level] > counts[best] ? level : best;
    }
    return best;
  }

  private static int[] smooth(GreyPicture ct) {
    int[] smooth = new int[ct.grey().length];
    for (int i = 0; i < smooth.length; i++) {
      int sum = 0;
      int count = 0;
      for (int dy = -SMOOTHING; dy <= SMOOTHING; dy++) {
        for (int dx = -SMOOTHING; dx <= SMOOTHING; dx++) {
          int x = i % ct.width() + dx;
          int y = i / ct.width() + dy;
          if (x >= 0 && y >= 0 && x < ct.width() && y < ct.height()) {
            sum += ct.at(x, y);
            count++;
          }
        }
      }
      smooth[i] = sum / count;
    }
    return smooth;
  }
}
