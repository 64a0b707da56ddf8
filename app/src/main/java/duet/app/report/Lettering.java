package duet.app.report;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Text as outlines of the font that PDFBox carries. Picture files get their labels from here and
 * not from AWT, which on a machine without installed fonts draws none, and on two machines draws
 * them differently.
 */
public final class Lettering {
  private final TrueTypeFont font;
  private final CmapLookup glyphs;

  private Lettering(TrueTypeFont font) throws IOException {
    this.font = font;
    glyphs = font.getUnicodeCmapLookup();
  }

  /** Reads the font, about 20 ms. */
  public static Lettering read() throws IOException {
    try (InputStream stream = stream()) {
      return new Lettering(new TTFParser().parse(new RandomAccessReadBuffer(stream)));
    }
  }

  /** Liberation Sans (SIL Open Font License 1.1). */
  static InputStream stream() {
    return Optional.ofNullable(
            PDDocument.class.getResourceAsStream(
                "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"))
        .orElseThrow(() -> new IllegalStateException("pdfbox came without its font"));
  }

  /**
   * The outline of a line of text, its baseline from (0, 0) to the right, y downwards.
   *
   * @param size of the em in pixels
   */
  public Shape line(String text, double size) {
    try {
      double perUnit = size / font.getUnitsPerEm();
      Path2D line = new Path2D.Double();
      double x = 0;
      for (int codePoint : text.codePoints().toArray()) {
        int glyph = glyphs.getGlyphId(codePoint);
        AffineTransform place = new AffineTransform(perUnit, 0, 0, -perUnit, x, 0);
        Optional<GlyphData> outline = Optional.ofNullable(font.getGlyph().getGlyph(glyph));
        outline.ifPresent(data -> line.append(place.createTransformedShape(data.getPath()), false));
        x += font.getAdvanceWidth(glyph) * perUnit;
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException("the font of pdfbox is damaged", e);
    }
  }
}
