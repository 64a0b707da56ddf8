package duet.app.report;

import duet.app.reading.Provenance.ModelUse;
import duet.app.reading.Reading;
import duet.app.shelf.CardText;
import duet.inference.timeline.LaneUse;
import duet.models.card.Task;
import duet.models.card.Training;
import duet.viewer.finding.Finding;
import duet.viewer.render.Labels;
import duet.viewer.series.Remark;
import duet.viewer.series.SeriesHeader;
import duet.viewer.series.Slice;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A reading on one sheet: who and what, what is wrong with it, key images, findings, what was not
 * assessed, where it comes from. The top is set from above and the foot from below; the table of
 * findings takes what is left and says how many it had no room for.
 */
final class ReadingPdf {
  private static final float MARGIN = 40;
  private static final float CONTENT = Paper.WIDTH - 2 * MARGIN;
  private static final float FOOT = Paper.HEIGHT - 52;
  private static final int KEY_SLICES = 3;
  private static final int MOST_WARNINGS = 4;

  private final Reading reading;
  private final ReportRequest request;
  private final Paper paper;
  private final KeySlices keys;
  private float y = MARGIN;

  private ReadingPdf(Reading reading, ReportRequest request, Paper paper) {
    this.reading = reading;
    this.request = request;
    this.paper = paper;
    keys = new KeySlices(reading, request.confidence());
  }

  static void write(Reading reading, ReportRequest request, Path file) throws IOException {
    try (Paper paper = Paper.open("Reading of a CT series");
        var out = Files.newOutputStream(file)) {
      new ReadingPdf(reading, request, paper).draw();
      paper.save(out);
    }
  }

  private void draw() throws IOException {
    title();
    header();
    warnings();
    images();
    List<Block> blocks = blocks();
    float below = FOOT - blocks.stream().map(Block::height).reduce(0f, Float::sum);
    new FindingTable(paper, reading, keys.findings())
        .draw(new Rectangle2D.Float(MARGIN, y, CONTENT, below - y), request.confidence());
    y = below;
    for (Block block : blocks) {
      draw(block);
    }
    foot();
  }

  private void title() throws IOException {
    y += 12;
    paper.text("CT series with synthetic MRI", Ink.TITLE, MARGIN, y);
    String written =
        reading.provenance().software()
            + "  ·  "
            + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT)
                .format(request.writtenAt());
    right(written, Ink.SMALL, y);
    y += 8;
    paper.rule(MARGIN, y, CONTENT);
    y += 6;
  }

  private void right(String text, Ink ink, float baseline) throws IOException {
    paper.text(text, ink, MARGIN + CONTENT - paper.width(text, ink), baseline);
  }

  private void header() throws IOException {
    SeriesHeader header = reading.series().header();
    fields(
        List.of("PATIENT", "PATIENT ID", "BORN", "SEX"),
        List.of(
            Words.name(header.patient().name()),
            Words.orDash(header.patient().id()),
            Words.date(header.patient().birthDate()),
            Words.orDash(header.patient().sex())));
    fields(
        List.of("STUDY", "SERIES", "STUDY DATE", "SLICES"),
        List.of(
            Words.orDash(header.studyDescription()),
            Words.orDash((header.seriesNumber() + "  " + header.seriesDescription()).strip()),
            Words.date(header.studyDate()),
            String.valueOf(reading.series().slices().size())));
    y += 4;
  }

  private void fields(List<String> labels, List<String> values) throws IOException {
    float[] columns = {0, 0.38f, 0.72f, 0.88f, 1};
    y += 8;
    for (int i = 0; i < labels.size(); i++) {
      float x = MARGIN + columns[i] * CONTENT;
      float most = (columns[i + 1] - columns[i]) * CONTENT - 8;
      paper.text(labels.get(i), Ink.LABEL, x, y);
      paper.text(paper.fit(values.get(i), Ink.TEXT, most), Ink.TEXT, x, y + 11);
    }
    y += 15;
  }

  /** Red on pale red, above the pictures: nobody shall see the pictures first. */
  private void warnings() throws IOException {
    List<String> warnings = Outcome.of(reading).warnings();
    if (warnings.isEmpty()) {
      y += 4;
      return;
    }
    List<String> lines = new ArrayList<>();
    for (String warning : warnings.subList(0, Math.min(MOST_WARNINGS, warnings.size()))) {
      List<String> wrapped = paper.wrap(warning, Ink.ALARM, CONTENT - 16);
      lines.addAll(wrapped.subList(0, Math.min(2, wrapped.size())));
    }
    float height = lines.size() * Ink.ALARM.leading() + 8;
    paper.fill(new Rectangle2D.Float(MARGIN, y, CONTENT, height), new Color(0xFC, 0xEA, 0xEA));
    paper.fill(new Rectangle2D.Float(MARGIN, y, 3, height), Ink.RED);
    float baseline = y + 13;
    for (String line : lines) {
      paper.text(line, Ink.ALARM, MARGIN + 10, baseline);
      baseline += Ink.ALARM.leading();
    }
    y += height + 8;
  }

  /** The first key slice large, two more small below it. */
  private void images() throws IOException {
    List<Integer> numbers = keys.numbers(KEY_SLICES);
    float large = numbers.size() > 1 ? 0.82f * CONTENT : CONTENT;
    pair(numbers.get(0), MARGIN + (CONTENT - large) / 2, large);
    y += PdfPair.height(large) + 8;
    if (numbers.size() > 1) {
      float small = (CONTENT - 2 * PdfPair.GAP) / 2;
      pair(numbers.get(1), MARGIN, small);
      if (numbers.size() > 2) {
        pair(numbers.get(2), MARGIN + CONTENT - small, small);
      }
      y += PdfPair.height(small) + 8;
    }
  }

  private void pair(int number, float x, float width) throws IOException {
    Slice slice = reading.series().slices().get(number - 1);
    String words =
        String.format(
            Locale.ROOT,
            "CT  ·  slice %d of %d  ·  %.1f mm  ·  W 80  L 40",
            number,
            reading.series().slices().size(),
            reading.series().positionsMm().get(number - 1));
    List<Finding> findings = keys.on(slice);
    if (findings.size() > PdfPair.MOST_BOXES) {
      words += "  ·  strongest " + PdfPair.MOST_BOXES + " of " + findings.size() + " boxes";
    }
    Training training = reading.provenance().training(Task.SYNTHESIS);
    new PdfPair(paper, slice, findings)
        .draw(
            Pictures.ct(slice),
            new Pictures(reading).mri(slice),
            PdfPair.Words.of(words, training),
            new Rectangle2D.Float(x, y, width, 0));
  }

  /** A heading with lines of text under it. */
  private record Block(String heading, List<String> lines) {
    float height() {
      return 8 + Ink.HEADING.leading() + lines.size() * Ink.TEXT.in(Ink.GREY).leading() * 0.92f;
    }
  }

  private List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    blocks.add(block("Not assessed, and limits", Outcome.notAssessed(reading.provenance()), 7));
    List<String> remarks = reading.series().remarks().stream().map(Remark::text).toList();
    if (!remarks.isEmpty()) {
      blocks.add(block("Geometry of the series", remarks, 5));
    }
    List<String> origin = new ArrayList<>();
    reading.provenance().models().forEach(use -> origin.add(words(use)));
    origin.add(lanes());
    blocks.add(block("Provenance", origin, 7));
    return blocks;
  }

  private Block block(String heading, List<String> texts, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String text : texts) {
      lines.addAll(paper.wrap(text, Ink.TEXT, CONTENT));
    }
    if (lines.size() <= most) {
      return new Block(heading, lines);
    }
    List<String> cut = new ArrayList<>(lines.subList(0, most - 1));
    cut.add("and " + (lines.size() - most + 1) + " more lines in reading.json");
    return new Block(heading, cut);
  }

  private static String words(ModelUse use) {
    return String.format(
        Locale.ROOT,
        "%s %s (%s)  ·  SHA-256 %.16s…  ·  on %s",
        use.name(),
        use.cardVersion(),
        CardText.brief(use.card()),
        use.sha256(),
        use.lane());
  }

  private String lanes() {
    StringBuilder words = new StringBuilder(reading.provenance().backend());
    for (LaneUse use : LaneTimes.of(reading.spans()).lanes()) {
      words.append(
          String.format(
              Locale.ROOT,
              "  ·  %s busy %.0f %%, %.1f slices/s, median %.0f ms",
              use.lane(),
              100 * use.busy(),
              use.framesPerSecond(),
              use.p50Ns() / 1e6));
    }
    return words.append("  ·  ").append(reading.provenance().origin().words()).toString();
  }

  private void draw(Block block) throws IOException {
    y += 8 + Ink.HEADING.size();
    paper.text(block.heading(), Ink.HEADING, MARGIN, y);
    y += Ink.HEADING.leading() - Ink.HEADING.size();
    for (String line : block.lines()) {
      y += Ink.TEXT.leading() * 0.92f;
      paper.text(line, Ink.TEXT.in(Ink.GREY), MARGIN, y);
    }
  }

  private void foot() throws IOException {
    paper.rule(MARGIN, FOOT + 10, CONTENT);
    float baseline = FOOT + 20;
    for (String line : paper.wrap(Labels.RESEARCH, Ink.SMALL, CONTENT)) {
      paper.text(line, Ink.SMALL.in(Ink.RED), MARGIN, baseline);
      baseline += Ink.SMALL.leading();
    }
  }
}
