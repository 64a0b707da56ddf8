package duet.viewer.render;

/** Pictures for paper, files and thumbnails, by the same table as on screen. */
public final class Frames {
  private Frames() {}

  /** One pixel for one value, at native size. */
  public static Frame render(Raster raster, Window window) {
    int[] argb = new int[raster.values().length];
    new Lut(window).paint(raster.values(), argb);
    return new Frame(raster.columns(), raster.rows(), argb);
  }

  /** A small picture with physical aspect; each pixel is the mean of what it covers. */
  public static Frame thumbnail(Raster raster, Grid grid, Window window, int edge) {
    double perPixel =
        Math.max(grid.columns() * grid.columnStretch(), grid.rows() * grid.rowStretch()) / edge;
    int width = Math.max(1, (int) Math.round(grid.columns() * grid.columnStretch() / perPixel));
    int height = Math.max(1, (int) Math.round(grid.rows() * grid.rowStretch() / perPixel));
    Lut lut = new Lut(window);
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        argb[y * width + x] =
            lut.argb(mean(raster, cell(x, width, grid.columns()), cell(y, height, grid.rows())));
      }
    }
    return new Frame(width, height, argb);
  }

  private record Cell(int from, int to) {}

  private static Cell cell(int index, int cells, int size) {
    int from = (int) ((long) index * size / cells);
    return new Cell(from, Math.max(from + 1, (int) ((index + 1L) * size / cells)));
  }

  private static short mean(Raster raster, Cell columns, Cell rows) {
    long sum = 0;
    for (int row = rows.from(); row < rows.to(); row++) {
      for (int column = columns.from(); column < columns.to(); column++) {
        sum += raster.values()[row * raster.columns() + column];
      }
    }
    long count = (long) (rows.to() - rows.from()) * (columns.to() - columns.from());
    return (short) Math.round((double) sum / count);
  }
}
