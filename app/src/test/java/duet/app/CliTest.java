package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.app.console.Console;
import duet.app.console.Transcript;
import duet.app.shelf.TestCards;
import duet.viewer.dicom.toolkit.ToolkitWriter;
import duet.viewer.phantom.PhantomStudy;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs as a user types them, on tiny models. */
class CliTest {
  private static final int SLICES = 3;
  @TempDir static Path shared;
  @TempDir Path temp;
  private Transcript transcript = new Transcript();

  @BeforeAll
  static void installTinyModels() throws IOException {
    TinyModels.install(shared.resolve("data/models"));
    phantom(shared.resolve("ct"));
  }

  @Test
  void helpListsTheVerbs() {
    assertEquals(0, duet("--help"));
    String help = transcript.out();
    for (String verb :
        List.of("demo", "read", "listen", "models", "detect", "synthesise", "doctor")) {
      assertTrue(help.contains("  " + verb), verb);
      assertEquals(0, duet(verb, "--help"));
      assertTrue(transcript.out().contains("Exit codes:"), verb);
    }
  }

  @Test
  void wrongCommandLinesEndInOneLineAnd64() {
    for (String line : List.of("read", "--nonsense", "no-such-path", "read no-such-path --out x")) {
      assertEquals(64, duet(line.split(" ")), line);
      assertEquals(1, transcript.err().lines().count(), transcript.err());
    }
  }

  @Test
  void readsASeriesIntoAFolderOfItsOwn() throws IOException {
    assertEquals(0, read(shared.resolve("ct")));
    assertEquals(
        List.of("png", "reading.json", "reading.pdf"), names(temp.resolve("out/series-1")));
    assertEquals(SLICES * 2, names(temp.resolve("out/series-1/png")).size());
    JsonNode list = json(temp.resolve("out/duet.json"));
    assertEquals("all", list.path("extent").asText());
    assertEquals(SLICES, list.path("files").size());
    assertEquals(SLICES, list.path("series").path(0).path("synthetic").asInt());
    assertEquals(SLICES, list.path("series").path(0).path("searched").asInt());
  }

  @Test
  void theSameInputGivesTheSameJsonButForTimes() throws IOException {
    assertEquals(0, read(shared.resolve("ct")));
    JsonNode first = withoutTimes(temp.resolve("out/series-1/reading.json"));
    assertEquals(0, read(shared.resolve("ct"), "--overwrite"));
    assertEquals(first, withoutTimes(temp.resolve("out/series-1/reading.json")));
  }

  @Test
  void aDamagedImageAmongGoodOnesIs3AndEachFileIsListedOnce() throws IOException {
    Path folder = phantom(temp.resolve("ct"));
    byte[] whole = Files.readAllBytes(folder.resolve("1.dcm"));
    Files.write(folder.resolve("1.dcm"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(folder.resolve("note.txt"), "no image");
    assertEquals(3, read(folder));
    List<String> lines =
        transcript.out().lines().filter(l -> l.matches("(read|refused) .*")).toList();
    assertEquals(SLICES + 1, lines.size(), transcript.out());
    assertEquals(2, lines.stream().filter(l -> l.startsWith("refused")).count());
  }

  @Test
  void whatIsNoImageIsListedButNotMissed() throws IOException {
    Path folder = phantom(temp.resolve("ct"));
    Files.writeString(folder.resolve("note.txt"), "no image");
    assertEquals(0, read(folder));
    assertTrue(transcript.out().contains("refused  ct/note.txt: "), transcript.out());
  }

  @Test
  void nothingReadableIs2() throws IOException {
    assertEquals(2, read(Files.writeString(temp.resolve("note.txt"), "no image")));
    assertEquals(List.of("duet.json"), names(temp.resolve("out")));
  }

  @Test
  void aFolderThatCannotBeWrittenIs74BeforeAnyWork() throws IOException {
    Files.writeString(temp.resolve("out"), "a file in the way");
    assertEquals(74, read(shared.resolve("ct")));
    assertEquals("", transcript.out());
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAlone() throws IOException {
    Files.createDirectories(temp.resolve("out"));
    Files.writeString(temp.resolve("out/letter.txt"), "mine");
    assertEquals(64, read(shared.resolve("ct")));
    assertEquals(List.of("letter.txt"), names(temp.resolve("out")));
  }

  @Test
  void theDemonstrationRunsWithoutAWindow() throws IOException {
    assertEquals(0, duet("demo", "--out", temp.resolve("out").toString()));
    assertEquals(List.of("duet.json", "series-1"), names(temp.resolve("out")));
    int slices = PhantomStudy.standard().slices();
    assertEquals(slices, json(temp.resolve("out/duet.json")).at("/series/0/searched").asInt());
  }

  @Test
  void modelsSaysWhatIsInstalledAndThatItIsUntrained() {
    assertEquals(0, duet("models"));
    assertTrue(transcript.out().contains("* stand-in-pix2pix"), transcript.out());
    assertTrue(transcript.out().contains("UNTRAINED"));
    assertTrue(transcript.out().contains("SHA-256"));
  }

  @Test
  void modelsPrintsTheCardOfOne() {
    assertEquals(0, duet("models", "stand-in-yolov8n"));
    assertTrue(transcript.out().contains("  For             Stands in"), transcript.out());
    assertTrue(transcript.out().contains("Nothing is known of how good it is."));
    assertTrue(transcript.out().lines().allMatch(line -> line.length() <= 120));
    assertEquals(69, duet("models", "nonsense"));
    assertEquals(
        "There is no model nonsense; there are stand-in-pix2pix, stand-in-yolov8n,"
            + " pix2pix-ct-mri, yolov8n-haemorrhage.",
        transcript.err().strip());
  }

  @Test
  void aModelOfOnesOwnReadsAndSpeaksForItself() throws IOException {
    Path own = TinyModels.detector(temp, TestCards.detector("own", 96));
    Path card = Files.move(temp.resolve("own.yaml"), temp.resolve("card.yaml"));
    String[] with = {"--detect-model", own.toString(), "--detect-card", card.toString()};
    assertEquals(0, read(shared.resolve("ct"), with), transcript.err());
    JsonNode reading = json(temp.resolve("out/series-1/reading.json"));
    JsonNode model = reading.at("/provenance/models/1");
    assertEquals("own", model.path("name").asText());
    assertEquals("trained", model.path("training").asText());
    assertEquals(0.64, model.at("/card/evidence/metrics/0/value").asDouble());
    assertEquals(0.3, reading.at("/thresholds/card").asDouble());
    assertEquals(SLICES, json(temp.resolve("out/duet.json")).at("/series/0/searched").asInt());
  }

  @Test
  void aModelThatDoesNotKeepItsCardIsRefusedBeforeAnythingIsRead() throws IOException {
    Path own = TinyModels.detector(temp, TestCards.detector("own", 96));
    Path card = temp.resolve("own.yaml");
    Files.writeString(card, Files.readString(card).replace("width: 96", "width: 64"));
    assertEquals(69, read(shared.resolve("ct"), "--detect-model", own.toString()));
    assertTrue(transcript.err().contains("must be FLOAT 1x3x96x64"), transcript.err());
    assertEquals(69, read(shared.resolve("ct"), "--mri-model", own.toString()));
    assertTrue(transcript.err().contains("is for detection, not for synthesis"));
    Files.delete(card);
    assertEquals(69, read(shared.resolve("ct"), "--detect-model", own.toString()));
    assertTrue(transcript.err().contains("own.onnx has no card"), transcript.err());
    assertFalse(transcript.err().contains("Exception"), transcript.err());
  }

  @Test
  void whichModelsIsSaidAfterTheVerbAndByItsName() {
    assertEquals(64, duet("--models", "stand-in", "models"));
    assertEquals("Say which models after the verb, not before it.", transcript.err().strip());
    assertEquals(64, duet("models", "--models", "worst"));
    assertTrue(transcript.err().contains("must be best or stand-in"), transcript.err());
    assertEquals(0, duet("models", "--mri-model", "stand-in-pix2pix"), transcript.err());
  }

  @Test
  void picturesGoThroughOneModel() throws IOException {
    Path picture = picture(temp.resolve("p.png"));
    Path broken = Files.writeString(temp.resolve("q.png"), "no picture");
    String model = shared.resolve("data/models").resolve("stand-in-pix2pix").toString();
    int code =
        duet(
            "synthesise",
            picture.toString(),
            broken.toString(),
            "--model",
            model + ".onnx",
            "--card",
            model + ".yaml",
            "--out",
            temp.resolve("out").toString());
    assertEquals(3, code, transcript.err());
    BufferedImage made = ImageIO.read(temp.resolve("out/p-synthetic.png").toFile());
    assertEquals(90, made.getWidth());
    assertEquals(60, made.getHeight());
  }

  @Test
  void boxesOfPicturesGoToJson() throws IOException {
    String model = shared.resolve("data/models").resolve("stand-in-yolov8n").toString();
    Path boxes = temp.resolve("boxes.json");
    int code =
        duet(
            "detect",
            picture(temp.resolve("p.png")).toString(),
            "--confidence",
            "0.05",
            "--model",
            model + ".onnx",
            "--card",
            model + ".yaml",
            "--json",
            boxes.toString());
    assertEquals(0, code, transcript.err());
    assertTrue(json(boxes).at("/images/0/boxes").isArray());
  }

  @Test
  void aModelThatIsNoneIs69() throws IOException {
    Path none = Files.writeString(temp.resolve("none.onnx"), "no model");
    int code =
        duet("detect", picture(temp.resolve("p.png")).toString(), "--model", none.toString());
    assertEquals(69, code);
    assertFalse(transcript.err().contains("Exception"), transcript.err());
  }

  private int read(Path input, String... more) {
    return duet(
        Stream.concat(
                Stream.of("read", input.toString(), "--out", temp.resolve("out").toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private int duet(String... args) {
    transcript = new Transcript();
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--data";
    all[args.length + 1] = shared.resolve("data").toString();
    return Main.run(all, transcript.console(Console.Style.LINES));
  }

  private static Path phantom(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < SLICES; i++) {
      try (OutputStream out = Files.newOutputStream(folder.resolve(i + ".dcm"))) {
        PhantomStudy.standard().write(i, new ToolkitWriter(), out);
      }
    }
    return folder;
  }

  private static Path picture(Path file) throws IOException {
    ImageIO.write(new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static JsonNode withoutTimes(Path file) throws IOException {
    ObjectNode root = (ObjectNode) json(file);
    root.remove(List.of("writtenAt", "time"));
    root.withArray("slices").forEach(slice -> ((ObjectNode) slice).remove("latencyMs"));
    return root;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
