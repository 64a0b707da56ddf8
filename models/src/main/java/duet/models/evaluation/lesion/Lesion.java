package duet.models.evaluation.lesion;

import duet.models.dataset.GreyPicture;

/**
 * A round lesion at a place: contrast is full up to one pixel inside the radius, falls along half a
 * cosine, and is gone one pixel outside it. It is added to what is there, so that the texture of
 * the tissue stays.
 *
 * @param x column of its centre
 * @param y row of its centre
 */
public record Lesion(int x, int y, LesionKind kind) {
  private static final double EDGE = 1;

  /** The CT with the lesion, rounded and clamped to 0..255. */
  public GreyPicture insertedInto(GreyPicture ct) {
    byte[] grey = ct.grey().clone();
    double levels = kind.contrastHu() * LesionKind.LEVELS_A_HU;
    for (int i = 0; i < grey.length; i++) {
      double weight = weight(distance(i % ct.width(), i / ct.width()));
      if (weight > 0) {
        long value = Math.round((grey[i] & 0xFF) + weight * levels);
        grey[i] = (byte) Math.max(0, Math.min(255, value));
      }
    }
    return new GreyPicture(ct.width(), ct.height(), grey);
  }

  double distance(int column, int row) {
    return Math.hypot(column - x, row - y);
  }

  /** Share of the contrast at a distance from the centre. */
  double weight(double distance) {
    double out = (distance - (kind.radius() - EDGE)) / (2 * EDGE);
    return 0.5 + 0.5 * Math.cos(Math.PI * Math.max(0, Math.min(1, out)));
  }
}
