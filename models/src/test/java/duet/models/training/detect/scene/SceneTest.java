package duet.models.training.detect.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.models.card.ImageInput.Resize;
import duet.models.dataset.DetectionSet;
import duet.models.dataset.LabelledImage;
import duet.models.training.detect.yolo.Box;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 120;
  @TempDir Path folder;

  /** A square skull, 50 pixels a side from (100, 40), full of brain; a box of 10 x 20 in it. */
  private LabelledImage picture() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 40; y < 90; y++) {
      for (int x = 100; x < 150; x++) {
        boolean bone = x < 104 || x >= 146 || y < 44 || y >= 86;
        image.getRaster().setSample(x, y, 0, bone ? 255 : 100);
      }
    }
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("labels"));
    ImageIO.write(image, "png", folder.resolve("images/a.png").toFile());
    Files.writeString(
        folder.resolve("labels/a.txt"),
        "0 " + 125.0 / WIDTH + " " + 65.0 / HEIGHT + " " + 10.0 / WIDTH + " " + 20.0 / HEIGHT);
    return DetectionSet.read(folder, 1).images().get(0);
  }

  @Test
  void aWidePictureIsPaddedAboveAndBelow() throws IOException {
    Scene scene = Scene.read(picture(), Resize.LETTERBOX);
    double zoom = Scene.SIDE / (double) WIDTH;
    assertEquals(114, scene.at(320, 20));
    assertEquals(0, scene.at(20, 320));
    assertBox(new Box(0, 120 * zoom, 95 * zoom, 130 * zoom, 115 * zoom), scene.boxes().get(0));
  }

  @Test
  void theHeadFillsTheCanvasButForAMargin() throws IOException {
    Scene scene = Scene.read(picture(), Resize.HEAD);
    double zoom = Scene.SIDE / 64.0; // 50 times 1.2, rounded up to a multiple of 16
    assertEquals(100, scene.at(320, 320));
    assertEquals(0, scene.at(40, 320));
    assertBox(new Box(0, 27 * zoom, 22 * zoom, 37 * zoom, 42 * zoom), scene.boxes().get(0));
  }

  @Test
  void aBoxComesBackToThePicture() throws IOException {
    for (Resize resize : new Resize[] {Resize.LETTERBOX, Resize.HEAD}) {
      Scene scene = Scene.read(picture(), resize);
      Box input = scene.boxes().get(0).scaled(0.5);
      Box pixels = scene.inShares(input, Scene.SIDE / 2);
      assertEquals(120.0 / WIDTH, pixels.left(), 1e-6, resize.toString());
      assertEquals(55.0 / HEIGHT, pixels.top(), 1e-6, resize.toString());
      assertEquals(130.0 / WIDTH, pixels.right(), 1e-6, resize.toString());
      assertEquals(75.0 / HEIGHT, pixels.bottom(), 1e-6, resize.toString());
    }
  }

  @Test
  void theInputComesStraightFromThePicture() throws IOException {
    float[] input = Scene.read(picture(), Resize.HEAD).input(64);
    assertEquals(64 * 64, input.length);
    // The square of 64 pixels begins at (93, 33), so nothing is resized: bone from 7 to 10.
    assertEquals(0, input[32 * 64 + 6]);
    assertEquals(1, input[32 * 64 + 7]);
    assertEquals(1, input[32 * 64 + 10]);
    assertEquals(100 / 255f, input[32 * 64 + 11]);
  }

  private static void assertBox(Box expected, Box box) {
    assertEquals(expected.left(), box.left(), 1e-3);
    assertEquals(expected.top(), box.top(), 1e-3);
    assertEquals(expected.right(), box.right(), 1e-3);
    assertEquals(expected.bottom(), box.bottom(), 1e-3);
  }
}
