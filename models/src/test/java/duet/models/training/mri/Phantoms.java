package duet.models.training.mri;

import duet.models.dataset.PairSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small folders of pairs of drawn heads: what is dark in the CT's brain is bright in the MRI. */
final class Phantoms {
  private Phantoms() {}

  static PairSet pairs(Path folder, int train, int validation) throws IOException {
    StringBuilder table = new StringBuilder("name,case,slice,split\n");
    for (int i = 0; i < train + validation; i++) {
      boolean learnt = i < train;
      String name = "p" + i + ".png";
      write(folder.resolve("CT").resolve(name), i, 255, 112, 16);
      write(folder.resolve("MRI").resolve(name), i, 0, 120, 240);
      table.append(name).append(learnt ? ",1," : ",2,").append(i);
      table.append(learnt ? ",train\n" : ",val\n");
    }
    Files.writeString(folder.resolve("pairs.csv"), table);
    return PairSet.read(folder);
  }

  private static void write(Path file, int number, int skull, int brain, int fluid)
      throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    int size = PairSet.SIZE;
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < size * size; i++) {
      double x = i % size / (double) size - 0.5;
      int row = i / size;
      double y = row / (double) size - 0.5;
      double head = Math.hypot(x / (0.34 + 0.01 * number), y / 0.45);
      boolean wet = Math.hypot((Math.abs(x) - 0.06) / 0.03, y / (0.08 + 0.01 * number)) < 1;
      int grey = head > 1 ? 0 : head > 0.9 ? skull : wet ? fluid : brain;
      image.getRaster().setSample(i % size, i / size, 0, grey);
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
