package duet.app.evaluation;

import duet.app.report.Lettering;
import duet.models.dataset.GreyPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures side by side in rows, with captions, and a notice that no sheet goes without. */
final class Sheet {
  private static final int GAP = 4;
  private static final int LINE = 18;
  private static final double TEXT = 12;
  private static final Color PAPER = new Color(0x16, 0x18, 0x1B);
  private static final Color INK = new Color(0xD8, 0xDC, 0xE2);
  private static final Color ALARM = new Color(0xFF, 0xB0, 0x20);

  private final BufferedImage image;
  private final Graphics2D g;
  private final Lettering lettering = lettering();
  private final int tile;
  private int y = GAP;

  /**
   * An empty sheet.
   *
   * @param columns pictures side by side
   * @param rows of pictures
   * @param lines of text above, between and below them
   * @param tile width and height of a picture as shown
   */
  Sheet(int columns, int rows, int lines, int tile) {
    this.tile = tile;
    int width = GAP + columns * (tile + GAP);
    int height = GAP + rows * (tile + GAP) + lines * LINE;
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.setColor(PAPER);
    g.fillRect(0, 0, width, height);
  }

  /** A line of text over the whole width. */
  void line(String text) {
    write(text, GAP, image.getWidth() - 2 * GAP, INK);
    y += LINE;
  }

  /** A line of captions, one a column. */
  void captions(Iterable<String> texts) {
    int x = GAP;
    for (String text : texts) {
      write(text, x, tile, INK);
      x += tile + GAP;
    }
    y += LINE;
  }

  /** A row of pictures, each scaled to its place. */
  void row(Iterable<GreyPicture> pictures) {
    int x = GAP;
    for (GreyPicture picture : pictures) {
      g.drawImage(colour(picture), x, y, tile, tile, null);
      x += tile + GAP;
    }
    y += tile + GAP;
  }

  /**
   * Ends the sheet and writes it.
   *
   * @param notice what must be said of the pictures; its last line
   */
  void write(Path file, String notice) throws IOException {
    write(notice, GAP, image.getWidth() - 2 * GAP, ALARM);
    g.dispose();
    try (var out = Files.newOutputStream(file)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("this Java has no PNG writer");
      }
    }
  }

  /** Stored grey as it is: drawing a grey image would brighten it. */
  private static BufferedImage colour(GreyPicture picture) {
    BufferedImage rgb =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < picture.grey().length; i++) {
      int grey = picture.grey()[i] & 0xFF;
      rgb.setRGB(i % picture.width(), i / picture.width(), grey * 0x010101);
    }
    return rgb;
  }

  private void write(String text, int x, int room, Color ink) {
    Shape line = lettering.line(text, TEXT);
    Rectangle2D bounds = line.getBounds2D();
    double squeeze = Math.min(1, room / Math.max(1, bounds.getMaxX()));
    AffineTransform place = AffineTransform.getTranslateInstance(x, y + LINE - 5);
    place.scale(squeeze, 1);
    g.setColor(ink);
    g.fill(place.createTransformedShape(line));
  }

  private static Lettering lettering() {
    try {
      return Lettering.read();
    } catch (IOException e) {
      throw new UncheckedIOException("the font of pdfbox is damaged", e);
    }
  }
}
