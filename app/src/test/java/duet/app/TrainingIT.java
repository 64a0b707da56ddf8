package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Trainers as a user runs them, on drawn heads and small networks. */
class TrainingIT {
  private static final int SIZE = 256;
  @TempDir static Path shared;
  @TempDir Path temp;
  private Transcript transcript = new Transcript();

  @BeforeAll
  static void draw() throws IOException {
    StringBuilder table = new StringBuilder("name,case,slice,split\n");
    for (int i = 0; i < 6; i++) {
      String name = "head" + i + ".png";
      write(shared.resolve("pairs/CT").resolve(name), i, 255, 112, 16);
      write(shared.resolve("pairs/MRI").resolve(name), i, 0, 120, 240);
      table.append(name).append(i < 4 ? ",1," : ",2,").append(i);
      table.append(i < 4 ? ",train\n" : ",val\n");
    }
    Files.writeString(shared.resolve("pairs/pairs.csv"), table);
  }

  private static void write(Path file, int number, int skull, int brain, int fluid)
      throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double dx = x / (double) SIZE - 0.5;
        double dy = y / (double) SIZE - 0.5;
        double head = Math.hypot(dx / (0.34 + 0.01 * number), dy / 0.45);
        boolean wet = Math.hypot((Math.abs(dx) - 0.06) / 0.03, dy / (0.08 + 0.01 * number)) < 1;
        image
            .getRaster()
            .setSample(x, y, 0, head > 1 ? 0 : head > 0.9 ? skull : wet ? fluid : brain);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private int train(String epochs, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("train", "mri", "--pairs", shared.resolve("pairs").toString(), "--out"));
    line.addAll(List.of(temp.resolve("run").toString(), "--width", "2", "--threads", "1"));
    line.addAll(List.of("--epochs", epochs));
    line.addAll(List.of(more));
    return duet(line.toArray(String[]::new));
  }

  private int duet(String... line) {
    transcript = new Transcript();
    return Main.run(line, transcript.console(Console.Style.LINES));
  }

  @Test
  void aGeneratorIsTrainedContinuedAndExported() throws IOException {
    assertEquals(0, train("20"), transcript.err());
    assertTrue(transcript.out().contains("validation PSNR"), transcript.out());
    double first = validationLoss();
    assertEquals(64, train("60"), "a second run into the folder of the first");
    assertEquals(0, train("60", "--resume"), transcript.err());
    assertTrue(validationLoss() < first, "from " + first + " to " + validationLoss());
    assertEquals(0, evaluate(), transcript.err());
    JsonNode judged = new ObjectMapper().readTree(temp.resolve("judged/evaluation.json").toFile());
    assertEquals(2, judged.at("/data/slices").asInt());
    assertTrue(judged.at("/wholeImage/psnrDb/value").asDouble() > 5, judged.toString());
  }

  private int evaluate() {
    return duet(
        "evaluate",
        "mri",
        "--pairs",
        shared.resolve("pairs").toString(),
        "--model",
        temp.resolve("run/generator.onnx").toString(),
        "--out",
        temp.resolve("judged").toString());
  }

  private double validationLoss() throws IOException {
    JsonNode record = new ObjectMapper().readTree(temp.resolve("run/run.json").toFile());
    return -record.at("/outcome/bestQuality").asDouble();
  }

  @Test
  void datasetsThatCannotBeLearntFromAreRefusedInOneLine() throws IOException {
    Path pairs = Files.createDirectories(temp.resolve("pairs"));
    Files.createDirectories(pairs.resolve("CT"));
    Files.createDirectories(pairs.resolve("MRI"));
    for (String reason : List.of("empty", "unpaired")) {
      if (reason.equals("unpaired")) {
        write(pairs.resolve("CT/1.png"), 0, 255, 112, 16);
      }
      String[] line = {
        "train", "mri", "--pairs", pairs.toString(), "--out", temp.resolve("x").toString()
      };
      assertEquals(2, duet(line), reason);
      assertEquals(1, transcript.err().lines().count(), transcript.err());
    }
  }
}
