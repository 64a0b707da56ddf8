package duet.app.report;

import duet.app.reading.Reading;
import duet.viewer.finding.Box;
import duet.viewer.finding.Confidence;
import duet.viewer.finding.Finding;
import duet.viewer.geometry.Plane;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Findings as rows, strongest first, as many as there is room for. */
final class FindingTable {
  private static final float ROW = 12;
  private static final List<String> HEADS =
      List.of("SLICE", "FINDING", "CONFIDENCE", "SIZE, MM", "CENTRE, MM", "DECISION");
  private static final float[] COLUMNS = {0, 0.09f, 0.34f, 0.49f, 0.63f, 0.86f, 1};

  private final Paper paper;
  private final Reading reading;
  private final List<KeySlices.Listed> findings;

  FindingTable(Paper paper, Reading reading, List<KeySlices.Listed> findings) {
    this.paper = paper;
    this.reading = reading;
    this.findings = findings;
  }

  void draw(Rectangle2D.Float at, double confidence) throws IOException {
    float y = at.y + Ink.HEADING.size() + 4;
    paper.text(heading(confidence), Ink.HEADING, at.x, y);
    if (findings.isEmpty()) {
      return;
    }
    y += ROW + 1;
    row(HEADS, Ink.LABEL, at, y);
    paper.rule(at.x, y + 3, at.width);
    int room = (int) ((at.y + at.height - y - 6) / ROW);
    int shown = findings.size() <= room ? findings.size() : Math.max(0, room - 1);
    for (KeySlices.Listed entry : findings.subList(0, shown)) {
      y += ROW;
      row(cells(entry), ink(entry.finding()), at, y);
    }
    if (shown < findings.size()) {
      String more = "and " + (findings.size() - shown) + " more in reading.json";
      paper.text(more, Ink.TEXT.in(Ink.GREY), at.x, y + ROW);
    }
  }

  private String heading(double confidence) {
    long searched = Outcome.boxes(reading);
    String scope =
        String.format(
            Locale.ROOT,
            " at confidence %s or above in %d searched slices",
            Confidence.text(confidence),
            searched);
    return (findings.isEmpty() ? "No findings" : "Findings (" + findings.size() + ")") + scope;
  }

  private static Ink ink(Finding finding) {
    Color color = finding.decision() == Finding.Decision.REJECTED ? Ink.GREY : Ink.BLACK;
    return Ink.TEXT.in(color);
  }

  private void row(List<String> cells, Ink ink, Rectangle2D.Float at, float y) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      float most = (COLUMNS[i + 1] - COLUMNS[i]) * at.width - 6;
      paper.text(paper.fit(cells.get(i), ink, most), ink, at.x + COLUMNS[i] * at.width, y);
    }
  }

  private List<String> cells(KeySlices.Listed entry) {
    Finding finding = entry.finding();
    Plane plane = reading.series().slices().get(entry.sliceNumber() - 1).plane();
    Box box = finding.box();
    return List.of(
        String.valueOf(entry.sliceNumber()),
        finding.label(),
        String.format(Locale.ROOT, "%.2f", finding.confidence()),
        String.format(
            Locale.ROOT,
            "%.0f × %.0f",
            box.width() * plane.columnSpacingMm(),
            box.height() * plane.rowSpacingMm()),
        Words.position(finding.centre()),
        finding.decision().name().toLowerCase(Locale.ROOT));
  }
}
