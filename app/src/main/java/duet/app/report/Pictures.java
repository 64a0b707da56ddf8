package duet.app.report;

import duet.app.reading.Reading;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.models.card.Task;
import duet.models.card.Training;
import duet.viewer.render.Frame;
import duet.viewer.render.Frames;
import duet.viewer.render.Labels;
import duet.viewer.render.Raster;
import duet.viewer.render.Window;
import duet.viewer.series.Slice;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * The pictures of a reading, pixel for pixel as on screen: the CT through the brain window, the
 * synthetic MRI over its full range. In files the MRI carries its label in the pixels, because a
 * picture file travels without its report.
 */
final class Pictures {
  private static final Color LABEL = new Color(0xFF, 0xB0, 0x20);
  private static final Color ALARM = new Color(0xFF, 0x50, 0x50);

  private final Reading reading;

  Pictures(Reading reading) {
    this.reading = reading;
  }

  static String ctName(int number) {
    return String.format(Locale.ROOT, "slice-%03d-ct.png", number);
  }

  static String mriName(int number) {
    return String.format(Locale.ROOT, "slice-%03d-mri.png", number);
  }

  static BufferedImage ct(Slice slice) {
    return image(
        Frames.render(new Raster(slice.columns(), slice.rows(), slice.hu()), Window.BRAIN));
  }

  /** The synthetic MRI of a slice without a label; empty when there is none. */
  Optional<BufferedImage> mri(Slice slice) {
    return reading
        .of(slice)
        .map(SliceReading::synthesis)
        .filter(Synthesis.Image.class::isInstance)
        .map(Synthesis.Image.class::cast)
        .map(mri -> new Raster(mri.columns(), mri.rows(), mri.grey()))
        .map(raster -> image(Frames.render(raster, Window.SYNTHETIC)));
  }

  /** Writes a pair a slice, CT alone where there is no synthetic MRI; returns the names. */
  List<String> write(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    Lettering lettering = Lettering.read();
    int number = 0;
    for (Slice slice : reading.series().slices()) {
      number++;
      names.add(write(ct(slice), folder, ctName(number)));
      Optional<BufferedImage> mri = mri(slice);
      if (mri.isPresent()) {
        burnIn(mri.get(), lettering);
        names.add(write(mri.get(), folder, mriName(number)));
      }
    }
    return names;
  }

  private static String write(BufferedImage image, Path folder, String name) throws IOException {
    try (var out = Files.newOutputStream(folder.resolve(name))) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("this Java has no PNG writer");
      }
    }
    return name;
  }

  private static BufferedImage image(Frame frame) {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, frame.width(), frame.height(), frame.argb(), 0, frame.width());
    return image;
  }

  private void burnIn(BufferedImage mri, Lettering lettering) {
    Graphics2D g = mri.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int bottom = mri.getHeight();
    if (reading.provenance().training(Task.SYNTHESIS) == Training.UNTRAINED) {
      bottom -= burnIn(g, lettering.line(Labels.UNTRAINED, 100), ALARM, mri.getWidth(), bottom);
    }
    burnIn(g, lettering.line(Labels.SYNTHETIC, 100), LABEL, mri.getWidth(), bottom);
    g.dispose();
  }

  /** One centred line on black that spans the picture; returns its height. */
  private static int burnIn(Graphics2D g, Shape text, Color ink, int width, int bottom) {
    Rectangle2D bounds = text.getBounds2D();
    double scale = Math.min(0.96 * width / bounds.getWidth(), width * 0.03 / bounds.getHeight());
    int height = (int) Math.ceil(bounds.getHeight() * scale * 2);
    g.setColor(Color.BLACK);
    g.fillRect(0, bottom - height, width, height);
    g.setColor(ink);
    AffineTransform place = new AffineTransform();
    place.translate(width / 2.0, bottom - height / 2.0);
    place.scale(scale, scale);
    place.translate(-bounds.getCenterX(), -bounds.getCenterY());
    g.fill(place.createTransformedShape(text));
    return height;
  }
}
