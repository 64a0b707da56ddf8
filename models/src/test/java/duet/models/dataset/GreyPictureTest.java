package duet.models.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GreyPictureTest {
  @TempDir Path folder;

  @Test
  void greyFilesKeepTheirStoredValues() throws IOException {
    BufferedImage ramp = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) {
      ramp.getRaster().setSample(x, 0, 0, x);
    }
    GreyPicture read = GreyPicture.read(write(ramp));
    for (int x = 0; x < 256; x++) {
      assertEquals(x, read.at(x, 0));
    }
  }

  @Test
  void colourBecomesLuma() throws IOException {
    BufferedImage colours = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
    colours.setRGB(0, 0, 0xFF0000);
    colours.setRGB(1, 0, 0x00FF00);
    colours.setRGB(2, 0, 0x0000FF);
    colours.setRGB(3, 0, 0x808080);
    GreyPicture read = GreyPicture.read(write(colours));
    assertEquals(76, read.at(0, 0)); // 0.299 * 255 = 76.2
    assertEquals(150, read.at(1, 0)); // 0.587 * 255 = 149.7
    assertEquals(29, read.at(2, 0)); // 0.114 * 255 = 29.1
    assertEquals(128, read.at(3, 0));
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    Path file = write(image);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, 60));
    assertThrows(DatasetException.class, () -> GreyPicture.read(file));
  }

  private Path write(BufferedImage image) throws IOException {
    Path file = folder.resolve("picture.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
