package duet.models.evaluation.lesion;

/**
 * A lesion to insert.
 *
 * @param diameterPx from half contrast to half contrast
 * @param contrastHu added at its centre, in HU-equivalents of the brain window: above 0 a bleed,
 *     below 0 a hypodense area
 */
public record LesionKind(double diameterPx, double contrastHu) {
  /** Grey levels a HU: 255 levels show the 80 HU of the window W80 L40. */
  public static final double LEVELS_A_HU = 255 / 80.0;

  public LesionKind {
    if (!(diameterPx >= 2 && diameterPx <= 64) || contrastHu == 0 || Double.isNaN(contrastHu)) {
      throw new IllegalArgumentException(
          "a lesion of " + diameterPx + " px and " + contrastHu + " HU cannot be inserted");
    }
  }

  double radius() {
    return diameterPx / 2;
  }
}
