package duet.app.report;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * One sheet of A4 to draw on: points from the upper left corner, y downwards, one embedded font.
 * Characters that the font lacks are printed as a question mark; the JSON has them all.
 */
final class Paper implements AutoCloseable {
  static final float WIDTH = PDRectangle.A4.getWidth();
  static final float HEIGHT = PDRectangle.A4.getHeight();

  private final PDDocument document;
  private final PDType0Font font;
  private final PDPageContentStream page;

  private Paper(PDDocument document) throws IOException {
    this.document = document;
    try (var stream = Lettering.stream()) {
      font = PDType0Font.load(document, stream, true);
    }
    PDPage sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    page = new PDPageContentStream(document, sheet);
  }

  static Paper open(String title) throws IOException {
    PDDocument document = new PDDocument();
    document.getDocumentInformation().setTitle(title);
    document.getDocumentInformation().setCreator("Duet");
    return new Paper(document);
  }

  /** Draws one line; y is its baseline. */
  void text(String text, Ink ink, float x, float y) throws IOException {
    page.beginText();
    page.setFont(font, ink.size());
    page.setNonStrokingColor(ink.color());
    page.setStrokingColor(ink.color());
    page.setLineWidth(ink.size() * ink.emphasis());
    page.setRenderingMode(ink.emphasis() > 0 ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    page.newLineAtOffset(x, HEIGHT - y);
    page.showText(printable(text));
    page.endText();
  }

  float width(String text, Ink ink) throws IOException {
    return font.getStringWidth(printable(text)) / 1000 * ink.size();
  }

  /** Cut with an ellipsis so that it is no wider than {@code most}. */
  String fit(String text, Ink ink, float most) throws IOException {
    if (width(text, ink) <= most) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(text.substring(0, end) + "…", ink) > most) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  /** Broken at spaces into lines no wider than {@code most}. */
  List<String> wrap(String text, Ink ink, float most) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : printable(text).split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, ink) > most) {
        lines.add(line);
        line = fit(word, ink, most);
      } else {
        line = fit(longer, ink, most);
      }
    }
    lines.add(line);
    return lines;
  }

  private String printable(String text) throws IOException {
    StringBuilder printable = new StringBuilder();
    for (int codePoint : text.codePoints().toArray()) {
      if (Character.isISOControl(codePoint)) {
        printable.append(' ');
      } else {
        printable.appendCodePoint(has(codePoint) ? codePoint : '?');
      }
    }
    return printable.toString();
  }

  private boolean has(int codePoint) {
    try {
      return font.encode(Character.toString(codePoint)).length > 0;
    } catch (IOException | IllegalArgumentException e) {
      return false; // how the font says that it lacks a character
    }
  }

  /** Draws a picture into a rectangle; its pixels are stored without loss. */
  void picture(BufferedImage image, Rectangle2D.Float at) throws IOException {
    page.drawImage(
        LosslessFactory.createFromImage(document, image),
        at.x,
        HEIGHT - at.y - at.height,
        at.width,
        at.height);
  }

  void fill(Rectangle2D.Float at, Color color) throws IOException {
    page.setNonStrokingColor(color);
    page.addRect(at.x, HEIGHT - at.y - at.height, at.width, at.height);
    page.fill();
  }

  void frame(Rectangle2D.Float at, Color color, float lineWidth) throws IOException {
    page.setStrokingColor(color);
    page.setLineWidth(lineWidth);
    page.addRect(at.x, HEIGHT - at.y - at.height, at.width, at.height);
    page.stroke();
  }

  /** Until {@link #unclip}, nothing outside the rectangle is drawn. */
  void clip(Rectangle2D.Float at) throws IOException {
    page.saveGraphicsState();
    page.addRect(at.x, HEIGHT - at.y - at.height, at.width, at.height);
    page.clip();
  }

  void unclip() throws IOException {
    page.restoreGraphicsState();
  }

  /** A thin grey line across the given width. */
  void rule(float x, float y, float width) throws IOException {
    page.setStrokingColor(new Color(0xC8, 0xCC, 0xD0));
    page.setLineWidth(0.5f);
    page.moveTo(x, HEIGHT - y);
    page.lineTo(x + width, HEIGHT - y);
    page.stroke();
  }

  void save(OutputStream out) throws IOException {
    page.close();
    document.save(out);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
