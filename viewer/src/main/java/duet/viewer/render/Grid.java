package duet.viewer.render;

import duet.viewer.series.Slice;

/** Size of an image in pixels and the distance of neighbouring pixels in millimetres. */
public record Grid(int columns, int rows, double columnSpacingMm, double rowSpacingMm) {
  public Grid {
    if (columns < 1 || rows < 1 || !(columnSpacingMm > 0) || !(rowSpacingMm > 0)) {
      throw new IllegalArgumentException(
          columns + "x" + rows + " pixels of " + columnSpacingMm + "x" + rowSpacingMm + " mm");
    }
  }

  public static Grid of(Slice slice) {
    return new Grid(
        slice.columns(),
        slice.rows(),
        slice.plane().columnSpacingMm(),
        slice.plane().rowSpacingMm());
  }

  /** View pixels per column at zoom 1: 1 along the finer axis, more along the coarser. */
  double columnStretch() {
    return columnSpacingMm / Math.min(columnSpacingMm, rowSpacingMm);
  }

  /** View pixels per row at zoom 1. */
  double rowStretch() {
    return rowSpacingMm / Math.min(columnSpacingMm, rowSpacingMm);
  }
}
