package duet.viewer.render;

/** Which part of an image a view shows; the same value frames linked views alike. */
public sealed interface Framing {
  /** All of it, as large as the view allows. */
  enum Fit implements Framing {
    FIT
  }

  /**
   * An image point in the centre of the view.
   *
   * @param zoom view pixels per image pixel along the finer axis, {@value #MIN_ZOOM} to {@value
   *     #MAX_ZOOM}
   * @param column image coordinate, 0 at the left edge of the first pixel
   * @param row image coordinate, 0 at the upper edge of the first pixel
   */
  record At(double zoom, double column, double row) implements Framing {
    public static final double MIN_ZOOM = 0.1;
    public static final double MAX_ZOOM = 32;

    public At {
      if (!(zoom >= MIN_ZOOM && zoom <= MAX_ZOOM)) {
        throw new IllegalArgumentException("zoom " + zoom);
      }
      if (!Double.isFinite(column) || !Double.isFinite(row)) {
        throw new IllegalArgumentException("centre " + column + ", " + row);
      }
    }
  }
}
