package duet.viewer.render;

import java.util.Arrays;

/**
 * A window as a table over all 65536 grey values. Looking up costs 0.15 ms for 512x512, a third of
 * the arithmetic; filling the table costs 0.08 ms, so it is filled once per window and kept.
 */
public final class Lut {
  private static final int VALUES = 65536;
  private static final int OFFSET = 32768;

  private final int[] table = new int[VALUES];
  private Window window;

  public Lut(Window window) {
    this.window = window;
    fill();
  }

  /** Changes the window; costs nothing if it is the same. */
  public void set(Window newWindow) {
    if (!newWindow.equals(window)) {
      window = newWindow;
      fill();
    }
  }

  private void fill() {
    double black = window.centre() - window.width() / 2;
    double perValue = 255 / window.width();
    for (int i = 0; i < VALUES; i++) {
      int grey = (int) ((i - OFFSET - black) * perValue + 0.5);
      table[i] = 0xFF000000 | Math.max(0, Math.min(255, grey)) * 0x010101;
    }
  }

  /** Opaque grey 0xFFgggggg of a value. */
  public int argb(short value) {
    return table[value + OFFSET];
  }

  /** Paints values into pixels, one for one. */
  public void paint(short[] values, int[] argb) {
    for (int i = 0; i < argb.length; i++) {
      argb[i] = table[values[i] + OFFSET];
    }
  }

  /**
   * Paints a resampled image; what lies outside the image becomes transparent.
   *
   * @param argb at least width x height pixels of the view
   */
  public void paint(Resample image, int[] argb) {
    int width = image.width();
    short[] values = image.values();
    Arrays.fill(argb, 0, image.top() * width, 0);
    for (int y = image.top(); y < image.bottom(); y++) {
      int row = y * width;
      Arrays.fill(argb, row, row + image.left(), 0);
      for (int i = row + image.left(); i < row + image.right(); i++) {
        argb[i] = table[values[i] + OFFSET];
      }
      Arrays.fill(argb, row + image.right(), row + width, 0);
    }
    Arrays.fill(argb, image.bottom() * width, image.height() * width, 0);
  }
}
