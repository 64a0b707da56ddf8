package duet.viewer.render;

/** Grey values row by row: HU of a CT slice, or 0..255 of a synthetic one. Never written to. */
public record Raster(int columns, int rows, short[] values) {
  public Raster {
    if (values.length != columns * rows) {
      throw new IllegalArgumentException(values.length + " values for " + columns + "x" + rows);
    }
  }
}
