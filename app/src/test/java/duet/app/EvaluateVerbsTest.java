package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.app.console.Console;
import duet.app.console.Transcript;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that judge, as a user types them, on tiny models and drawn heads. */
class EvaluateVerbsTest {
  @TempDir static Path shared;
  @TempDir Path temp;
  private Transcript transcript = new Transcript();

  @BeforeAll
  static void installTinyModels() throws IOException {
    TinyModels.install(shared.resolve("data/models"));
  }

  @Test
  void mriGivesTableJsonAndPicture() throws IOException {
    assertEquals(0, duet("evaluate mri --pairs", pairs(), "--out", out()), transcript.err());
    assertTrue(transcript.out().contains("grey-level map"), transcript.out());
    JsonNode json = json();
    assertEquals("untrained", json.at("/model/training").asText());
    assertEquals(2, json.at("/data/slices").asInt());
    assertEquals("val", json.at("/data/split").asText());
    assertEquals(5, json.at("/nullModels").size());
    assertEquals("images of one case", json.at("/wholeImage/psnrDb/over").asText());
    double mean =
        (json.at("/perSlice/0/wholeImage/psnrDb").asDouble()
                + json.at("/perSlice/1/wholeImage/psnrDb").asDouble())
            / 2;
    assertEquals(mean, json.at("/wholeImage/psnrDb/value").asDouble(), 1e-4);
    assertEquals(
        4 + 4 * 260, ImageIO.read(temp.resolve("out/contact-sheet.png").toFile()).getWidth());
  }

  @Test
  void theCopyOfAHeadThatIsItsOwnMriIsPerfect() throws IOException {
    // in the drawn pairs MRI is CT, so the null model that copies must come out perfect
    assertEquals(0, duet("evaluate mri --split all --pairs", pairs(), "--out", out()));
    JsonNode copy = json().at("/nullModels/0");
    assertEquals("CT itself", copy.path("name").asText());
    assertEquals(1, copy.at("/wholeImage/ssim/value").asDouble());
    assertEquals(0, copy.at("/insideHead/mse/value").asDouble());
    assertEquals("cases", copy.at("/wholeImage/mse/over").asText());
  }

  @Test
  void lesionsGiveACellForEachKindAndTheHeadline() throws IOException {
    int code = duet("evaluate lesions --places 1 --pairs", pairs(), "--out", out());
    assertEquals(0, code, transcript.err());
    assertTrue(transcript.out().contains("Of a 16 px bleed of +30 HU, "), transcript.out());
    JsonNode json = json();
    assertEquals(32, json.at("/cells").size());
    assertEquals(2 * 32, json.at("/data/lesions").asInt());
    assertTrue(json.at("/headline/contrastKept/value").isNumber());
    assertTrue(Files.exists(temp.resolve("out/lesions.png")));
  }

  @Test
  void boxesGiveTableJsonAndPicture() throws IOException {
    Path images = images("0 0.5 0.5 0.2 0.2");
    int code = duet("evaluate detect --images", images, "--split val --out", out());
    assertEquals(0, code, transcript.err());
    assertTrue(transcript.out().contains("mAP50-95"), transcript.out());
    assertEquals(5, json().at("/perClass").size());
    assertEquals(2, json().at("/data/images").asInt());
    assertEquals(7, json().at("/froc").size());
    assertTrue(Files.exists(temp.resolve("out/contact-sheet.png")));
    assertEquals(
        0, duet("evaluate detect --classes one --images", images, "--overwrite --out", out()));
    assertEquals("any", json().at("/perClass/0/class").asText());
  }

  @Test
  void brokenDatasetsAreOneLineAnd2() throws IOException {
    Path pairs = pairs();
    assertEquals(2, duet("evaluate mri --split test --pairs", pairs));
    assertTrue(transcript.err().contains("The split test"), transcript.err());
    Files.delete(pairs.resolve("MRI/b_1.png"));
    assertEquals(2, duet("evaluate lesions --pairs", pairs));
    assertEquals(1, transcript.err().lines().count(), transcript.err());
    assertEquals(2, duet("evaluate detect --images", images("7 0.5 0.5 0.2 0.2")));
    assertTrue(transcript.err().contains("class 7 is out of range"), transcript.err());
    assertFalse(transcript.err().contains("Exception"), transcript.err());
  }

  @Test
  void wrongCommandLinesAre64() throws IOException {
    assertEquals(64, duet("evaluate"));
    assertEquals(64, duet("evaluate mri"));
    assertEquals(64, duet("evaluate lesions --places 0 --pairs", pairs()));
    assertEquals(64, duet("evaluate mri --split most --pairs", pairs()));
    for (String verb : List.of("mri", "detect", "lesions")) {
      assertEquals(0, duet("evaluate " + verb + " --help"));
      assertTrue(transcript.out().contains("Exit codes:"), transcript.out());
    }
  }

  private Path out() {
    return temp.resolve("out");
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(temp.resolve("out/evaluation.json").toFile());
  }

  /** Words are split at blanks, paths are not. */
  private int duet(Object... words) {
    transcript = new Transcript();
    List<String> all = new ArrayList<>();
    for (Object word : words) {
      all.addAll(
          word instanceof Path
              ? List.of(word.toString())
              : List.of(word.toString().split(" ", -1)));
    }
    all.addAll(List.of("--data", shared.resolve("data").toString()));
    return Main.run(all.toArray(new String[0]), transcript.console(Console.Style.LINES));
  }

  /** A training case and a validation case of two slices each; the MRI is a copy of the CT. */
  private Path pairs() throws IOException {
    Path pairs = temp.resolve("pairs");
    StringBuilder table = new StringBuilder("name,case,slice,split\n");
    for (String name : List.of("a_1", "a_2", "b_1", "b_2")) {
      int radius = 80 + 5 * (name.charAt(2) - '0');
      for (String folder : List.of("CT", "MRI")) {
        head(pairs.resolve(folder).resolve(name + ".png"), radius);
      }
      table.append(
          String.format(
              "%s.png,%c,%c,%s%n",
              name, name.charAt(0), name.charAt(2), name.startsWith("a") ? "train" : "val"));
    }
    Files.writeString(pairs.resolve("pairs.csv"), table);
    return pairs;
  }

  private Path images(String label) throws IOException {
    Path folder = temp.resolve("images-" + label.charAt(0));
    Files.createDirectories(folder.resolve("labels"));
    Files.writeString(folder.resolve("labels/p.txt"), label);
    Files.writeString(folder.resolve("labels/n.txt"), "");
    for (String name : List.of("p", "n")) {
      head(folder.resolve("images").resolve(name + ".png"), 90);
    }
    return folder;
  }

  /** Brain of 100 in a skull of 255. */
  private static void head(Path file, int radius) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256 * 256; i++) {
      double r = Math.hypot(i % 256 - 128, i / 256 - 128);
      int noise = i % 7;
      image
          .getRaster()
          .setSample(i % 256, i / 256, 0, r < radius ? 97 + noise : r < radius + 8 ? 255 : 0);
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
