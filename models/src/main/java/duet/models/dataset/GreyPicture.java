package duet.models.dataset;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * An 8-bit grey picture.
 *
 * @param grey row by row from the top; unsigned, read with {@link #at}
 */
public record GreyPicture(int width, int height, byte[] grey) {
  public GreyPicture {
    if (width < 1 || height < 1 || grey.length != width * height) {
      throw new IllegalArgumentException(grey.length + " values for " + width + "x" + height);
    }
  }

  /** Grey value 0..255 of a pixel. */
  public int at(int x, int y) {
    return grey[y * width + x] & 0xFF;
  }

  /**
   * Reads a PNG or JPEG. Grey files keep their values as they are stored; colour becomes luma.
   *
   * @throws DatasetException when it cannot be read
   */
  public static GreyPicture read(Path file) {
    PictureSize.of(file); // refuses what is no picture, or far too large, before it is decoded
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image != null) {
        return of(image);
      }
    } catch (IOException | RuntimeException e) { // decoders are foreign code that trusts its input
      throw new DatasetException(
          "The picture " + file + " is damaged. Replace it or take it out.", e);
    }
    throw new DatasetException("The picture " + file + " is no PNG or JPEG. Take it out.");
  }

  private static GreyPicture of(BufferedImage image) {
    Raster raster = image.getRaster();
    boolean storedGrey =
        raster.getNumBands() <= 2
            && raster.getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE
            && image.getColorModel().getComponentSize(0) == 8
            && !(image.getColorModel() instanceof IndexColorModel);
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] grey = new byte[width * height];
    for (int i = 0; i < grey.length; i++) {
      int x = i % width;
      int y = i / width;
      // getRGB would take stored grey for linear light and brighten it
      grey[i] = (byte) (storedGrey ? raster.getSample(x, y, 0) : luma(image.getRGB(x, y)));
    }
    return new GreyPicture(width, height, grey);
  }

  /** ITU-R BT.601 in 16-bit fixed point: 0.299 R + 0.587 G + 0.114 B, rounded. */
  private static int luma(int rgb) {
    int red = rgb >>> 16 & 0xFF;
    int green = rgb >>> 8 & 0xFF;
    int blue = rgb & 0xFF;
    return (19595 * red + 38470 * green + 7471 * blue + 0x8000) >>> 16;
  }
}
