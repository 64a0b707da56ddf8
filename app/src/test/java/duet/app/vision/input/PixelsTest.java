package duet.app.vision.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.app.vision.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelsTest {
  @TempDir Path folder;

  @Test
  void aGreyFileIsSeenAsItIsStored() throws IOException {
    BufferedImage ramp = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) {
      ramp.getRaster().setSample(x, 0, 0, x);
    }
    Path file = folder.resolve("ramp.png");
    ImageIO.write(ramp, "png", file.toFile());
    Pixels pixels = Pixels.of(Picture.read(file));
    float[] grey = new float[256];
    for (int channel = 0; channel < 3; channel++) {
      pixels.row(channel, 0, grey);
      for (int x = 0; x < 256; x++) {
        assertEquals(x, grey[x]);
      }
    }
  }

  @Test
  void sixteenBitsOfGreyAreScaledToEight() {
    BufferedImage deep = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(1, 0, 0, 0x8080);
    deep.getRaster().setSample(2, 0, 0, 0xFFFF);
    float[] grey = new float[3];
    Pixels.of(deep).row(0, 0, grey);
    assertArrayEquals(new float[] {0, 128, 255}, grey);
  }

  @Test
  void coloursKeepTheirChannels() {
    BufferedImage colour = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    colour.setRGB(0, 0, 0x102030);
    float[] value = new float[1];
    Pixels.of(colour).row(2, 0, value);
    assertEquals(0x30, value[0]);
  }
}
