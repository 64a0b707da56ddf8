package duet.app.report;

import duet.models.card.Training;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.geometry.Plane;
import duet.viewer.render.Labels;
import duet.viewer.series.Slice;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A CT slice beside its synthetic MRI on paper: pixels untouched, boxes and words drawn as vectors,
 * the label of the MRI in a strip that belongs to its picture.
 */
final class PdfPair {
  /** Between CT and MRI. */
  static final float GAP = 6;

  /** More boxes than this on one picture hide it. */
  static final int MOST_BOXES = 5;

  private static final Color BLACK = Color.BLACK;

  private final Paper paper;
  private final Slice slice;
  private final List<Finding> findings;

  PdfPair(Paper paper, Slice slice, List<Finding> findings) {
    this.paper = paper;
    this.slice = slice;
    this.findings =
        findings.stream().filter(found -> found.decision() != Decision.REJECTED).toList();
  }

  /** Height of a pair of the given width. */
  static float height(float width) {
    float edge = (width - GAP) / 2;
    return edge + stripHeight(edge);
  }

  /** Under a small picture the label takes two lines rather than unreadable letters. */
  private static float stripHeight(float edge) {
    return edge < 240 ? 18 : 11;
  }

  /** Draws both, squares side by side, and strips of words under them. */
  void draw(BufferedImage ct, Optional<BufferedImage> mri, Words words, Rectangle2D.Float at)
      throws IOException {
    float edge = (at.width - GAP) / 2;
    Rectangle2D.Float left = new Rectangle2D.Float(at.x, at.y, edge, edge);
    Rectangle2D.Float right = new Rectangle2D.Float(at.x + edge + GAP, at.y, edge, edge);
    image(Optional.of(ct), left);
    strip(words.ct(), Color.WHITE, left);
    image(mri, right);
    strip(mri.isPresent() ? words.mri() : "no synthetic MRI of this slice", words.ink(), right);
  }

  /**
   * What stands under the pictures.
   *
   * @param ink of the words under the MRI
   */
  record Words(String ct, String mri, Color ink) {
    /** The fixed label, and in red that the model is untrained when it is. */
    static Words of(String ct, Training training) {
      return switch (training) {
        case TRAINED -> new Words(ct, Labels.SYNTHETIC, Ink.AMBER);
        case UNTRAINED ->
            new Words(ct, "UNTRAINED · " + Labels.SYNTHETIC, new Color(0xFF, 0x6A, 0x6A));
      };
    }
  }

  private void image(Optional<BufferedImage> image, Rectangle2D.Float square) throws IOException {
    paper.fill(square, BLACK);
    if (image.isEmpty()) {
      return;
    }
    Rectangle2D.Float at = inside(square);
    paper.picture(image.get(), at);
    paper.clip(square);
    for (Finding finding : findings.subList(0, Math.min(MOST_BOXES, findings.size()))) {
      box(finding, at);
    }
    paper.unclip();
  }

  /** The largest centred rectangle with the physical aspect of the slice. */
  private Rectangle2D.Float inside(Rectangle2D.Float square) {
    Plane plane = slice.plane();
    double widthMm = slice.columns() * plane.columnSpacingMm();
    double heightMm = slice.rows() * plane.rowSpacingMm();
    double scale = square.width / Math.max(widthMm, heightMm);
    float width = (float) (widthMm * scale);
    float height = (float) (heightMm * scale);
    return new Rectangle2D.Float(
        square.x + (square.width - width) / 2,
        square.y + (square.height - height) / 2,
        width,
        height);
  }

  private void box(Finding finding, Rectangle2D.Float image) throws IOException {
    Box box = finding.box();
    float perColumn = image.width / slice.columns();
    float perRow = image.height / slice.rows();
    Rectangle2D.Float at =
        new Rectangle2D.Float(
            (float) (image.x + box.x() * perColumn),
            (float) (image.y + box.y() * perRow),
            (float) (box.width() * perColumn),
            (float) (box.height() * perRow));
    paper.frame(at, Ink.AMBER, 0.9f);
    String words = String.format(Locale.ROOT, "%s %.2f", finding.label(), finding.confidence());
    paper.text(words, new Ink(6, Ink.AMBER, 0.02f), at.x, Math.max(image.y + 6, at.y - 2));
  }

  private void strip(String words, Color color, Rectangle2D.Float square) throws IOException {
    float top = square.y + square.height;
    float height = stripHeight(square.width);
    paper.fill(new Rectangle2D.Float(square.x, top, square.width, height), BLACK);
    Ink ink = new Ink(5.8f, color, 0);
    List<String> lines = paper.wrap(words, ink, square.width - 6);
    float baseline = top + (height - lines.size() * ink.leading()) / 2 + ink.size() - 0.2f;
    for (String line : lines) {
      float x = square.x + (square.width - paper.width(line, ink)) / 2;
      paper.text(line, ink, x, baseline);
      baseline += ink.leading();
    }
  }
}
