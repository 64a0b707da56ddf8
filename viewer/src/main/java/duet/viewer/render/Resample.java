package duet.viewer.render;

/**
 * Grey values of an image on the pixels of a view: bilinear, or nearest from {@value #NEAREST_FROM}
 * times on, where the reader wants to see the pixels themselves. Values are interpolated before the
 * window is applied, so a change of the window needs no new resampling. Buffers are kept and grow
 * only when the view grows. Not for two threads at once.
 */
public final class Resample {
  private static final double NEAREST_FROM = 4;

  private short[] values = {};
  private int[] columns = {};
  private float[] weights = {};
  private int width;
  private int height;
  private int left;
  private int top;
  private int right;
  private int bottom;

  /** Draws the image as the view shows it. The raster must have the size of the view's grid. */
  public void draw(Raster raster, View view) {
    if (raster.columns() != view.grid().columns() || raster.rows() != view.grid().rows()) {
      throw new IllegalArgumentException("raster and grid differ in size");
    }
    reserve(view);
    left = Math.min(width, Math.max(0, view.originX()));
    top = Math.min(height, Math.max(0, view.originY()));
    right = end(view.toViewX(raster.columns()), left, width);
    bottom = end(view.toViewY(raster.rows()), top, height);
    if (view.zoom() >= NEAREST_FROM) {
      nearest(raster, view);
    } else {
      bilinear(raster, view);
    }
  }

  /** First pixel whose centre is not on the image any more. */
  private static int end(double edge, int from, int size) {
    return Math.max(from, (int) Math.min(size, Math.ceil(edge - 0.5)));
  }

  private void reserve(View view) {
    width = view.width();
    height = view.height();
    if (values.length < width * height) {
      values = new short[width * height];
    }
    if (columns.length < width) {
      columns = new int[width];
      weights = new float[width];
    }
  }

  private void nearest(Raster raster, View view) {
    for (int x = left; x < right; x++) {
      columns[x] = clamp((int) view.toColumn(x + 0.5), raster.columns());
    }
    for (int y = top; y < bottom; y++) {
      int source = clamp((int) view.toRow(y + 0.5), raster.rows()) * raster.columns();
      for (int x = left; x < right; x++) {
        values[y * width + x] = raster.values()[source + columns[x]];
      }
    }
  }

  private void bilinear(Raster raster, View view) {
    int lastColumn = raster.columns() - 1;
    for (int x = left; x < right; x++) {
      double at = between(view.toColumn(x + 0.5) - 0.5, lastColumn);
      columns[x] = Math.min((int) at, Math.max(0, lastColumn - 1));
      weights[x] = (float) (at - columns[x]);
    }
    int lastRow = raster.rows() - 1;
    for (int y = top; y < bottom; y++) {
      double at = between(view.toRow(y + 0.5) - 0.5, lastRow);
      int row = Math.min((int) at, Math.max(0, lastRow - 1));
      int below = Math.min(row + 1, lastRow);
      blend(raster, row * raster.columns(), below * raster.columns(), (float) (at - row), y);
    }
  }

  /** One row of the view between two rows of the image. */
  private void blend(Raster raster, int upper, int lower, float weight, int y) {
    short[] source = raster.values();
    int step = raster.columns() > 1 ? 1 : 0;
    int target = y * width;
    for (int x = left; x < right; x++) {
      int a = upper + columns[x];
      int b = lower + columns[x];
      float u = source[a] + (source[a + step] - source[a]) * weights[x];
      float v = source[b] + (source[b + step] - source[b]) * weights[x];
      // Shifted to positive numbers, because the cast rounds towards zero.
      values[target + x] = (short) ((int) (u + (v - u) * weight + 32768.5f) - 32768);
    }
  }

  private static double between(double at, int last) {
    return Math.max(0, Math.min(last, at));
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }

  /** Values row by row, {@link #width} a row; those outside the covered rectangle mean nothing. */
  short[] values() {
    return values;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** First column of the view on the image. */
  public int left() {
    return left;
  }

  /** First row of the view on the image. */
  public int top() {
    return top;
  }

  /** First column right of the image. */
  public int right() {
    return right;
  }

  /** First row below the image. */
  public int bottom() {
    return bottom;
  }
}
