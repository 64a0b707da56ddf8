package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.console.Console;
import duet.app.console.Transcript;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer of the detector as a user runs it, on drawn heads and small pictures. */
class DetectTrainingIT {
  private static final int SIDE = 128;
  @TempDir Path temp;
  private Transcript transcript = new Transcript();

  /** Six patients; the even ones bleed; the last two are for validation. */
  private Path heads(String label) throws IOException {
    Path folder = temp.resolve("heads");
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("labels"));
    StringBuilder table = new StringBuilder("name,group,split\n");
    for (int i = 0; i < 6; i++) {
      draw(folder.resolve("images/" + i + ".jpg"), i % 2 == 0);
      Files.writeString(folder.resolve("labels/" + i + ".txt"), i % 2 == 0 ? label : "");
      table.append(i).append(".jpg,p").append(i).append(i < 4 ? ",train\n" : ",val\n");
    }
    Files.writeString(folder.resolve("index.csv"), table);
    return folder;
  }

  private static void draw(Path file, boolean bleeds) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double r = Math.hypot(x - 64, y - 64);
        int brain = bleeds && Math.hypot(x - 80, y - 64) < 13 ? 210 : 100;
        image.getRaster().setSample(x, y, 0, r > 56 ? 0 : r > 48 ? 255 : brain);
      }
    }
    ImageIO.write(image, "jpg", file.toFile());
  }

  private int train(Path heads, String... more) {
    List<String> line = new ArrayList<>(List.of("train", "detect", "--data", heads.toString()));
    line.addAll(List.of("--out", temp.resolve("run").toString(), "--threads", "1"));
    line.addAll(List.of("--resize", "head", "--size", "96", "--first-size", "64", "--batch", "2"));
    line.addAll(List.of(more));
    transcript = new Transcript();
    return Main.run(line.toArray(String[]::new), transcript.console(Console.Style.LINES));
  }

  @Test
  void aDetectorIsTrainedContinuedAndExported() throws IOException {
    Path heads = heads("1 0.629 0.504 0.2 0.2\n");
    assertEquals(0, train(heads, "--epochs", "2"), transcript.err());
    assertTrue(transcript.out().contains("validation mAP50"), transcript.out());
    assertEquals(64, train(heads, "--epochs", "4"), "a second run into the folder of the first");
    assertEquals(0, train(heads, "--epochs", "4", "--resume"), transcript.err());
    assertTrue(Files.size(temp.resolve("run/detector.onnx")) > 1_000_000);
    assertTrue(Files.readString(temp.resolve("run/detector.yaml")).contains("resize: head"));
    assertEquals(0, evaluate(heads), transcript.err());
    assertTrue(transcript.out().contains("mAP50"), transcript.out());
  }

  /** By the card that lies beside the model. */
  private int evaluate(Path heads) {
    String model = temp.resolve("run/detector.onnx").toString();
    String[] line = {
      "evaluate", "detect", "--images", heads.toString(), "--split", "val", "--model", model
    };
    transcript = new Transcript();
    return Main.run(line, transcript.console(Console.Style.LINES));
  }

  @Test
  void labelsThatCannotBeRightAreRefusedInOneLine() throws IOException {
    for (String label : List.of("5 0.5 0.5 0.2 0.2\n", "0 0.95 0.5 0.2 0.2\n", "0 0.5\n")) {
      assertEquals(2, train(heads(label)), label);
      assertEquals(1, transcript.err().lines().count(), transcript.err());
    }
  }

  @Test
  void aSetWithoutASingleBoxIsRefused() throws IOException {
    assertEquals(69, train(heads("")), transcript.err());
    assertTrue(transcript.err().contains("no picture of the split 'train' has a box"));
  }
}
