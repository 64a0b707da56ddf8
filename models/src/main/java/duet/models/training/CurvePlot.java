package duet.models.training;

import duet.models.training.History.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The curves of a run as a PNG, one small panel each over the same epochs. */
final class CurvePlot {
  private static final int WIDTH = 900;
  private static final int PANEL = 150;
  private static final int TOP = 40;
  private static final int LEFT = 90;
  private static final int RIGHT = 20;
  private static final int GAP = 34;

  private final Graphics2D g;

  private CurvePlot(Graphics2D g) {
    this.g = g;
  }

  static void write(String title, History history, Path file) throws IOException {
    int height = TOP + Math.max(1, history.curves().size()) * PANEL;
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, WIDTH, height);
      new CurvePlot(g).paint(title, history);
    } finally {
      g.dispose();
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private void paint(String title, History history) {
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    g.drawString(title, LEFT, TOP - 16);
    int last =
        history.curves().values().stream()
            .flatMap(List::stream)
            .mapToInt(Point::epoch)
            .max()
            .orElse(1);
    int top = TOP;
    for (var curve : history.curves().entrySet()) {
      panel(curve.getKey(), curve.getValue(), top, last);
      top += PANEL;
    }
  }

  private void panel(String name, List<Point> points, int top, int lastEpoch) {
    double low = points.stream().mapToDouble(Point::value).min().orElse(0);
    double high = points.stream().mapToDouble(Point::value).max().orElse(1);
    double span = high > low ? high - low : 1;
    int inner = PANEL - GAP;
    int width = WIDTH - LEFT - RIGHT;
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    g.setColor(new Color(0xF2F4F7));
    g.fillRect(LEFT, top, width, inner);
    g.setColor(Color.DARK_GRAY);
    label(high, top + 10);
    label(low, top + inner);
    String end = points.isEmpty() ? "" : number(points.get(points.size() - 1).value());
    g.drawString(name + ", last " + end + ", epochs 1 to " + lastEpoch, LEFT, top + inner + 14);
    Path2D line = new Path2D.Double();
    for (Point point : points) {
      double x = LEFT + (double) width * (point.epoch() - 1) / Math.max(1, lastEpoch - 1);
      double y = top + inner * (1 - (point.value() - low) / span);
      if (line.getCurrentPoint() == null) {
        line.moveTo(x, y);
      }
      line.lineTo(x, y);
    }
    g.setColor(new Color(0x1F6FB2));
    g.setStroke(new BasicStroke(1.8f));
    g.draw(line);
  }

  private void label(double value, int y) {
    String text = number(value);
    g.drawString(text, LEFT - 8 - g.getFontMetrics().stringWidth(text), y);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
