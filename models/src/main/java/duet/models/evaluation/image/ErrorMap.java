package duet.models.evaluation.image;

import duet.models.dataset.GreyPicture;

/**
 * Where synthetic MRI is wrong, by what the CT shows there. A brain window has nothing to tell of
 * what it cuts off: fat of the scalp is as black as air, and MRI shows it bright.
 *
 * @param black where the CT is at most 2 of 255
 * @param grey between
 * @param white where the CT is at least 253 of 255
 */
public record ErrorMap(Part black, Part grey, Part white) {
  /** Nothing looked at yet. */
  public static final ErrorMap NONE = new ErrorMap(Part.NONE, Part.NONE, Part.NONE);

  private static final int LAST_BLACK = 2;
  private static final int FIRST_WHITE = 253;

  /**
   * Some of the pixels.
   *
   * @param squares sum of squared differences in grey levels
   */
  public record Part(long pixels, long squares) {
    static final Part NONE = new Part(0, 0);

    Part plus(Part other) {
      return new Part(pixels + other.pixels, squares + other.squares);
    }

    private Part plus(int difference) {
      return new Part(pixels + 1, squares + (long) difference * difference);
    }
  }

  /** Of one slice; the three pictures are of one size. */
  public static ErrorMap of(GreyPicture ct, GreyPicture mri, GreyPicture synthetic) {
    Part black = Part.NONE;
    Part grey = Part.NONE;
    Part white = Part.NONE;
    for (int i = 0; i < ct.grey().length; i++) {
      int shown = ct.grey()[i] & 0xFF;
      int difference = (mri.grey()[i] & 0xFF) - (synthetic.grey()[i] & 0xFF);
      if (shown <= LAST_BLACK) {
        black = black.plus(difference);
      } else if (shown < FIRST_WHITE) {
        grey = grey.plus(difference);
      } else {
        white = white.plus(difference);
      }
    }
    return new ErrorMap(black, grey, white);
  }

  /** Of both. */
  public ErrorMap plus(ErrorMap other) {
    return new ErrorMap(black.plus(other.black), grey.plus(other.grey), white.plus(other.white));
  }

  /** Share of all squared error, 0..1; 0 where there is none at all. */
  public double errorIn(Part part) {
    return share(part.squares, black.squares + grey.squares + white.squares);
  }

  /** Share of all pixels, 0..1. */
  public double areaOf(Part part) {
    return share(part.pixels, black.pixels + grey.pixels + white.pixels);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
