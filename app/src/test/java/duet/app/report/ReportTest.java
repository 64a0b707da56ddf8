package duet.app.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.app.reading.Reading;
import duet.models.card.Training;
import duet.viewer.dicom.toolkit.Bootstrap;
import duet.viewer.render.Frames;
import duet.viewer.render.Labels;
import duet.viewer.render.Raster;
import duet.viewer.render.Window;
import duet.viewer.series.Slice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final ReportRequest REQUEST =
      new ReportRequest(0.25, ZonedDateTime.parse("2026-02-01T10:20:30Z"));

  @TempDir Path folder;

  @BeforeAll
  static void repairImageIo() {
    Bootstrap.run();
  }

  private Report.Written write(Reading reading) throws IOException {
    return Report.write(reading, REQUEST, folder);
  }

  private static String text(Path pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      assertEquals(1, document.getNumberOfPages());
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static int[] onScreen(Slice slice) {
    Raster raster = new Raster(slice.columns(), slice.rows(), slice.hu());
    return Frames.render(raster, Window.BRAIN).argb();
  }

  @Test
  void thePageSaysWhoWhatAndWhatNot() throws IOException {
    String text = text(write(Readings.complete(Training.TRAINED)).pdf());
    for (String said :
        List.of(
            "PHANTOM, NOBODY",
            "P1",
            "1970-01-02",
            "2026-01-31",
            Labels.SYNTHETIC,
            Labels.RESEARCH,
            "Ischaemia: not assessed.",
            "The gantry was tilted by 18.5 degrees.",
            "Findings (3) at confidence 0.25 or above in 8 searched slices",
            "0123456789abcdef…",
            "measured on CPU lanes",
            "accepted")) {
      assertTrue(text.contains(said), said + " is not in: " + text);
    }
    assertFalse(text.contains("UNTRAINED"), text);
    assertFalse(text.contains("PARTIAL"), text);
  }

  @Test
  void anUntrainedModelIsNamedOnPageAndJson() throws IOException {
    Report.Written written = write(Readings.complete(Training.UNTRAINED));
    assertTrue(text(written.pdf()).contains(Labels.UNTRAINED));
    assertTrue(new ObjectMapper().readTree(written.json().toFile()).get("untrained").asBoolean());
  }

  @Test
  void aPartialReadingSaysSoOnTop() throws IOException {
    Report.Written written = write(Readings.partial());
    String text = text(written.pdf());
    assertTrue(
        text.contains("PARTIAL READING: of 8 slices 7 have a synthetic MRI and 6 were searched"),
        text);
    assertTrue(text.contains("CPU1: detection failed: out of memory"), text);
    JsonNode json = new ObjectMapper().readTree(written.json().toFile());
    assertEquals("partial", json.get("state").asText());
    assertEquals("failed", json.at("/slices/1/detection/state").asText());
    assertEquals("missing", json.at("/slices/7/synthesis/state").asText());
    assertEquals(15, written.pictures().size());
  }

  @Test
  void ctPicturesAreThePixelsOnScreen() throws IOException {
    Reading reading = Readings.complete(Training.TRAINED);
    Report.Written written = write(reading);
    for (int i = 0; i < 8; i++) {
      Slice slice = reading.series().slices().get(i);
      BufferedImage png = ImageIO.read(written.pictures().get(2 * i).toFile());
      assertArrayEquals(onScreen(slice), pixels(png));
    }
  }

  @Test
  void keyImagesInThePdfAreThePixelsOnScreen() throws IOException {
    Reading reading = Readings.complete(Training.TRAINED);
    List<int[]> images = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(write(reading).pdf().toFile())) {
      PDResources resources = document.getPage(0).getResources();
      for (COSName name : resources.getXObjectNames()) {
        if (resources.getXObject(name) instanceof PDImageXObject image) {
          images.add(pixels(image.getImage()));
        }
      }
    }
    assertEquals(6, images.size());
    assertArrayEquals(onScreen(reading.series().slices().get(3)), images.get(0));
  }

  @Test
  void mriPicturesCarryTheirLabelInTheLowestRowsOnly() throws IOException {
    Reading trained = Readings.complete(Training.TRAINED);
    BufferedImage png = ImageIO.read(write(trained).pictures().get(1).toFile());
    int[] bare = pixels(new Pictures(trained).mri(trained.series().slices().get(0)).orElseThrow());
    int[] labelled = pixels(png);
    int kept = 128 * 115;
    assertArrayEquals(Arrays.copyOf(bare, kept), Arrays.copyOf(labelled, kept));
    boolean amber = Arrays.stream(labelled).anyMatch(p -> (p & 0xFF) + 60 < (p >> 16 & 0xFF));
    assertTrue(amber, "no coloured label");
  }

  @Test
  void theJsonHoldsEachSliceInOrderWithItsFindingsInBothSpaces() throws IOException {
    Report.Written written = write(Readings.complete(Training.TRAINED));
    JsonNode json = new ObjectMapper().readTree(written.json().toFile());
    assertEquals("complete", json.get("state").asText());
    assertEquals(8, json.get("slices").size());
    for (int i = 0; i < 8; i++) {
      assertEquals("1.2." + (i + 1), json.at("/slices/" + i + "/sopInstanceUid").asText());
      Path picture = folder.resolve(json.at("/slices/" + i + "/synthesis/picture").asText());
      assertTrue(Files.exists(picture), picture + " is missing");
    }
    JsonNode finding = json.at("/slices/3/detection/findings/0");
    assertEquals("IPH", finding.get("label").asText());
    assertEquals(70, finding.at("/boxPixels/x").asDouble());
    assertEquals(-100 + 69.5 * 0.5, finding.at("/patientMm/from/0").asDouble(), 1e-9);
    assertEquals(12, finding.at("/patientMm/height").asDouble(), 1e-9);
    assertFalse(json.at("/slices/3/detection/findings/1/reported").asBoolean());
  }

  @Test
  void picturesOfAnEarlierReportDoNotStay() throws IOException {
    Files.createDirectories(folder.resolve("png"));
    Path old = Files.writeString(folder.resolve("png/slice-099-mri.png"), "another patient");
    Path foreign = Files.writeString(folder.resolve("png/mine.png"), "the user's own");
    write(Readings.partial());
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(foreign));
    assertFalse(Files.exists(folder.resolve("report.part")));
  }

  @Test
  void charactersThatTheFontLacksDoNotStopTheReport() throws IOException {
    try (Paper paper = Paper.open("test");
        var out = Files.newOutputStream(folder.resolve("x.pdf"))) {
      paper.text("山田 é Ω \u0007", Ink.TEXT, 10, 10);
      paper.save(out);
    }
    assertEquals("?? é Ω", text(folder.resolve("x.pdf")).strip());
  }
}
