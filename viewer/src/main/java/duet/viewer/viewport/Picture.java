package duet.viewer.viewport;

import duet.viewer.overlay.SliceText;
import duet.viewer.render.Grid;
import duet.viewer.render.Raster;
import duet.viewer.series.Series;
import duet.viewer.series.Slice;

/**
 * One slice as a view shows it: pixels and what is written over them. They travel together, so that
 * no text and no box ever stands on the picture of another slice.
 */
public record Picture(Raster raster, Grid grid, SliceText text) {
  public Picture {
    if (raster.columns() != grid.columns() || raster.rows() != grid.rows()) {
      throw new IllegalArgumentException("raster and grid differ in size");
    }
  }

  /** The CT slice at an index of its series. */
  public static Picture ofCt(Series series, int index) {
    Slice slice = series.slices().get(index);
    return new Picture(
        new Raster(slice.columns(), slice.rows(), slice.hu()),
        Grid.of(slice),
        SliceText.of(series, index));
  }

  /**
   * A synthetic picture on the grid of the CT slice at an index.
   *
   * @param grey 0..255, as many values as the CT slice has
   */
  public static Picture ofSynthetic(Series series, int index, short[] grey) {
    Slice slice = series.slices().get(index);
    return new Picture(
        new Raster(slice.columns(), slice.rows(), grey),
        Grid.of(slice),
        SliceText.of(series, index));
  }
}
