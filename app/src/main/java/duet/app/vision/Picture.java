package duet.app.vision;

import duet.viewer.render.Labels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/**
 * Reads and writes ordinary pictures. Files may be anything: what they claim is checked before it
 * is used.
 */
public final class Picture {
  private static final long MOST_PIXELS = 64_000_000;

  private Picture() {}

  /**
   * Reads a PNG or JPEG.
   *
   * @throws IOException with a sentence for the user
   */
  public static BufferedImage read(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      if (in == null) {
        throw new IOException("It cannot be opened");
      }
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("It is no PNG or JPEG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader);
      } finally {
        reader.dispose();
      }
    } catch (RuntimeException e) { // decoders of pictures are foreign code that trusts its input
      throw new IOException("It is damaged", e);
    }
  }

  private static BufferedImage read(ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new IOException("It has over " + MOST_PIXELS / 1_000_000 + " million pixels");
    }
    return reader.read(0);
  }

  /** Writes a synthetic image as an 8-bit grey PNG that says in its text what it is. */
  public static void write(GreyImage image, Path file) throws IOException {
    BufferedImage grey =
        new BufferedImage(image.columns(), image.rows(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < image.grey().length; i++) {
      grey.getRaster().setSample(i % image.columns(), i / image.columns(), 0, image.grey()[i]);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(new IIOImage(grey, List.of(), label(writer, grey)));
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadata label(ImageWriter writer, BufferedImage image)
      throws IIOInvalidTreeException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
    IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
    entry.setAttribute("keyword", "Description");
    entry.setAttribute("value", Labels.SYNTHETIC.replace((char) 0x2013, (char) 0x2D));
    IIOMetadataNode text = new IIOMetadataNode("tEXt");
    text.appendChild(entry);
    IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
    root.appendChild(text);
    metadata.mergeTree("javax_imageio_png_1.0", root);
    return metadata;
  }
}
