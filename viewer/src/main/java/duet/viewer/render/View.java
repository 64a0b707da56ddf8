package duet.viewer.render;

/**
 * Where an image lies in a view of a given size. View coordinates are device pixels, (0, 0) at the
 * upper left corner; image coordinates are those of {@link duet.viewer.finding.Box}. Pixels are
 * shown with their physical aspect. The origin is a whole number, so at zoom 1 each pixel of an
 * image with square pixels falls on exactly one pixel of the view.
 *
 * @param width of the view
 * @param height of the view
 * @param zoom view pixels per image pixel along the finer axis
 * @param originX view x of the left edge of the image
 * @param originY view y of the upper edge of the image
 */
public record View(Grid grid, int width, int height, double zoom, int originX, int originY) {

  /** The view of {@code width} x {@code height} device pixels that shows what is asked for. */
  public static View of(Grid grid, Framing framing, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("view of " + width + "x" + height);
    }
    if (framing instanceof Framing.At at) {
      return centred(grid, at, width, height);
    }
    double zoom =
        Math.min(
            width / (grid.columns() * grid.columnStretch()),
            height / (grid.rows() * grid.rowStretch()));
    return centred(
        grid,
        new Framing.At(clampZoom(zoom), grid.columns() / 2.0, grid.rows() / 2.0),
        width,
        height);
  }

  private static View centred(Grid grid, Framing.At at, int width, int height) {
    double x = width / 2.0 - at.column() * at.zoom() * grid.columnStretch();
    double y = height / 2.0 - at.row() * at.zoom() * grid.rowStretch();
    return new View(grid, width, height, at.zoom(), (int) Math.round(x), (int) Math.round(y));
  }

  /** View pixels per column. */
  public double scaleX() {
    return zoom * grid.columnStretch();
  }

  /** View pixels per row. */
  public double scaleY() {
    return zoom * grid.rowStretch();
  }

  /** View pixels per millimetre, the same along both axes. */
  public double pixelsPerMm() {
    return scaleX() / grid.columnSpacingMm();
  }

  public double toViewX(double column) {
    return originX + column * scaleX();
  }

  public double toViewY(double row) {
    return originY + row * scaleY();
  }

  public double toColumn(double viewX) {
    return (viewX - originX) / scaleX();
  }

  public double toRow(double viewY) {
    return (viewY - originY) / scaleY();
  }

  /** Zoomed by a factor; the image point under (viewX, viewY) stays where it is. */
  public Framing.At zoomedAbout(double viewX, double viewY, double factor) {
    double newZoom = clampZoom(zoom * factor);
    double column = toColumn(viewX) + (width / 2.0 - viewX) / (newZoom * grid.columnStretch());
    double row = toRow(viewY) + (height / 2.0 - viewY) / (newZoom * grid.rowStretch());
    return at(newZoom, column, row);
  }

  /** Moved by view pixels, like a sheet of paper under a finger. */
  public Framing.At movedBy(double dx, double dy) {
    return at(zoom, toColumn(width / 2.0 - dx), toRow(height / 2.0 - dy));
  }

  /** The centre of the view stays on the image, so that the image cannot get lost. */
  private Framing.At at(double newZoom, double column, double row) {
    return new Framing.At(
        newZoom,
        Math.max(0, Math.min(grid.columns(), column)),
        Math.max(0, Math.min(grid.rows(), row)));
  }

  private static double clampZoom(double zoom) {
    return Math.max(Framing.At.MIN_ZOOM, Math.min(Framing.At.MAX_ZOOM, zoom));
  }
}
