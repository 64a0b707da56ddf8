package duet.models.evaluation.image;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;

/** How one synthetic slice fares. */
public record SliceScore(String caseId, String name, int slice, Score whole, Score head) {

  /**
   * Scores a slice.
   *
   * @param head of the CT the slice was made from
   */
  public static SliceScore of(Pair pair, GreyPicture mri, GreyPicture synthetic, Mask head) {
    Score.Both both = Score.both(mri, synthetic, head);
    return new SliceScore(pair.caseId(), pair.name(), pair.slice(), both.whole(), both.masked());
  }

  /** In one of the regions. */
  public Score in(Region region) {
    return switch (region) {
      case WHOLE -> whole;
      case HEAD -> head;
    };
  }
}
