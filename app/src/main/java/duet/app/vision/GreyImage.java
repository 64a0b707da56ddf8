package duet.app.vision;

/** Grey values 0..255, row by row, on the grid of the image they were computed from. */
public record GreyImage(int columns, int rows, short[] grey) {
  public GreyImage {
    if (grey.length != columns * rows) {
      throw new IllegalArgumentException(grey.length + " values for " + columns + "x" + rows);
    }
  }
}
