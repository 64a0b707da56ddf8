package duet.app.vision.input;

import duet.models.card.ImageInput;
import duet.viewer.series.Slice;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;

/**
 * What a model looks at: an image whose rows can be read as grey values 0..255. Values are not
 * rounded, so nothing is lost before the resize.
 */
public interface Pixels {
  int columns();

  int rows();

  /**
   * The image brought to the size of a letterbox in its own arithmetic, or the image itself when
   * that is finer. An 8-bit picture is resized to 8 bits, because the detectors it is given to have
   * only ever seen such pictures; a CT keeps what its HU tell.
   */
  default Pixels fitted(Fit fit) {
    return this;
  }

  /** Whether all channels are alike. */
  boolean isGrey();

  /**
   * Copies one row.
   *
   * @param channel 0 red, 1 green, 2 blue; all alike in a grey image
   * @param y 0-based from the top
   * @param grey receives {@code columns()} values 0..255 from index 0
   */
  void row(int channel, int y, float[] grey);

  /** A CT slice through the window of a model card: black at its lower end, white at its upper. */
  static Pixels of(Slice slice, ImageInput input) {
    float low = (float) (input.windowCentre() - input.windowWidth() / 2);
    float factor = (float) (255 / input.windowWidth());
    return new WindowedSlice(slice, low, factor);
  }

  /**
   * An ordinary picture: grey as it is stored, colour converted to sRGB; its transparency is
   * ignored.
   */
  static Pixels of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return new ColourPicture(
        width,
        height,
        image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
            ? storedGrey(image)
            : image.getRGB(0, 0, width, height, null, 0, width));
  }

  /** Java takes stored grey for linear light: getRGB would brighten 46 to 118. */
  private static int[] storedGrey(BufferedImage image) {
    int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
    int[] rgb =
        image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (int) Math.round(255.0 * rgb[i] / most) * 0x010101;
    }
    return rgb;
  }

  /** HU through a window. */
  record WindowedSlice(Slice slice, float low, float factor) implements Pixels {
    @Override
    public int columns() {
      return slice.columns();
    }

    @Override
    public int rows() {
      return slice.rows();
    }

    @Override
    public boolean isGrey() {
      return true;
    }

    @Override
    public void row(int channel, int y, float[] grey) {
      short[] hu = slice.hu();
      int start = y * slice.columns();
      for (int x = 0; x < slice.columns(); x++) {
        grey[x] = Math.max(0, Math.min(255, (hu[start + x] - low) * factor));
      }
    }
  }

  /** Packed sRGB, row by row. */
  record ColourPicture(int columns, int rows, int[] rgb) implements Pixels {
    @Override
    public Pixels fitted(Fit fit) {
      return PillowResize.of(this, fit.fitWidth(), fit.fitHeight());
    }

    @Override
    public boolean isGrey() {
      return false;
    }

    @Override
    public void row(int channel, int y, float[] grey) {
      int shift = 16 - 8 * channel;
      int start = y * columns;
      for (int x = 0; x < columns; x++) {
        grey[x] = rgb[start + x] >>> shift & 0xFF;
      }
    }
  }
}
