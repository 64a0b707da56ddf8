package duet.models.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** What the header of a picture file says; reading it decodes no pixels. */
record PictureSize(int width, int height) {
  private static final long MOST_PIXELS = 64_000_000;

  static PictureSize of(Path file) {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DatasetException("The picture " + file + " is no PNG or JPEG. Take it out.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return checked(file, reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException e) { // null stream: the file cannot be opened
      throw new DatasetException(
          "The picture " + file + " cannot be read. Replace it or take it out.", e);
    }
  }

  private static PictureSize checked(Path file, ImageReader reader) throws IOException {
    PictureSize size = new PictureSize(reader.getWidth(0), reader.getHeight(0));
    if ((long) size.width * size.height > MOST_PIXELS) {
      throw new DatasetException(
          "The picture " + file + " is " + size + ", over 64 million pixels. Take it out.");
    }
    return size;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
