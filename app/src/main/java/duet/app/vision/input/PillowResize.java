package duet.app.vision.input;

import duet.app.vision.input.Pixels.ColourPicture;
import duet.app.vision.input.Taps.Shrink;

/**
 * Resizes an 8-bit picture exactly as Pillow's {@code resize(..., BILINEAR)}: rows first, then
 * columns, each rounded to 8 bits, with weights of 22 binary places. A quantised detector turns a
 * difference of one grey level into one of 0.02 in a score, so nothing less exact will do where
 * results are to be compared.
 */
final class PillowResize {
  private static final int PLACES = 22;

  private PillowResize() {}

  static ColourPicture of(ColourPicture picture, int columns, int rows) {
    Taps across = Taps.of(picture.columns(), 0, columns, Shrink.AVERAGE);
    int[] wide = along(picture.rgb(), picture.rows(), picture.columns(), across);
    Taps down = Taps.of(picture.rows(), 0, rows, Shrink.AVERAGE);
    int[] high = along(transposed(wide, columns, picture.rows()), columns, picture.rows(), down);
    return new ColourPicture(columns, rows, transposed(high, rows, columns));
  }

  /** Resizes each of {@code lines} lines of {@code length} pixels. */
  private static int[] along(int[] rgb, int lines, int length, Taps taps) {
    int[] out = new int[lines * taps.size()];
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < taps.size(); i++) {
        out[line * taps.size() + i] = pixel(rgb, line * length + taps.first(i), taps, i);
      }
    }
    return out;
  }

  private static int pixel(int[] rgb, int start, Taps taps, int i) {
    int red = 1 << (PLACES - 1);
    int green = red;
    int blue = red;
    for (int k = 0; k < taps.width(); k++) {
      int weight = (int) (0.5 + taps.weight(i, k) * (1 << PLACES));
      if (weight != 0) {
        int colour = rgb[start + k];
        red += weight * (colour >>> 16 & 0xFF);
        green += weight * (colour >>> 8 & 0xFF);
        blue += weight * (colour & 0xFF);
      }
    }
    return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
  }

  private static int clamp(int sum) {
    return Math.max(0, Math.min(255, sum >> PLACES));
  }

  private static int[] transposed(int[] pixels, int columns, int rows) {
    int[] out = new int[pixels.length];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        out[x * rows + y] = pixels[y * columns + x];
      }
    }
    return out;
  }
}
