package duet.models.evaluation.image;

import duet.models.dataset.GreyPicture;

/**
 * The head in a brain-windowed CT picture: brain and skull, without the head rest and without the
 * scalp, which such a window shows black.
 *
 * <ol>
 *   <li>pixels of at least 26 of 255 (10 %);
 *   <li>opened by 3x3, so that the thin shell of a head rest goes where it is no thicker than 2
 *       pixels;
 *   <li>closed by 7x7, so that the pieces of a face hang together;
 *   <li>the largest piece, so that whatever else of the head rest is left goes;
 *   <li>its holes filled, so that ventricles and air cells belong to it.
 * </ol>
 *
 * A picture without such a piece is taken as a whole.
 */
public final class HeadMask {
  private static final int FAINTEST = 26;
  private static final int OPENING = 1;
  private static final int CLOSING = 3;

  private HeadMask() {}

  public static Mask of(GreyPicture ct) {
    boolean[] bright = new boolean[ct.grey().length];
    for (int i = 0; i < bright.length; i++) {
      bright[i] = (ct.grey()[i] & 0xFF) >= FAINTEST;
    }
    Mask head =
        new Mask(ct.width(), ct.height(), bright)
            .eroded(OPENING)
            .dilated(OPENING + CLOSING)
            .eroded(CLOSING)
            .largestPiece()
            .filled();
    return head.count() > 0 ? head : Mask.whole(ct.width(), ct.height());
  }
}
