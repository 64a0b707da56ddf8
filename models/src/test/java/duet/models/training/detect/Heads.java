package duet.models.training.detect;

import duet.models.dataset.DetectionSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws heads that nobody has: black air, a white ring of skull, grey brain, maybe a bleed. */
public final class Heads {
  private static final int SIDE = 160;
  private static final String TABLE = "name,group,split\n";

  private Heads() {}

  /**
   * Patients of two slices each, every other with a bleed; the last two are for validation.
   *
   * @param patients at least four
   */
  public static DetectionSet write(Path folder, int patients) throws IOException {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("labels"));
    StringBuilder table = new StringBuilder(TABLE);
    for (int patient = 0; patient < patients; patient++) {
      for (int slice = 0; slice < 2; slice++) {
        String name = "p" + patient + "s" + slice;
        Random random = new Random(10L * patient + slice);
        String label = draw(folder.resolve("images/" + name + ".png"), patient % 2 == 0, random);
        Files.writeString(folder.resolve("labels/" + name + ".txt"), label);
        String split = patient < patients - 2 ? "train" : "val";
        table.append(name).append(".png,p").append(patient).append(",").append(split).append("\n");
      }
    }
    Files.writeString(folder.resolve("index.csv"), table);
    return DetectionSet.read(folder, 5);
  }

  private static String draw(Path file, boolean bleeds, Random random) throws IOException {
    double x = SIDE * (0.4 + 0.2 * random.nextDouble());
    double y = SIDE * (0.4 + 0.2 * random.nextDouble());
    double radius = SIDE * 0.09;
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double r = Math.hypot(column - SIDE / 2.0, row - SIDE / 2.0) / SIDE;
        boolean blood = bleeds && Math.hypot(column - x, row - y) < radius;
        int tissue = (blood ? 210 : 100) + random.nextInt(12);
        int grey = r > 0.42 ? 0 : r > 0.37 ? 255 : tissue;
        image.getRaster().setSample(column, row, 0, grey);
      }
    }
    ImageIO.write(image, "png", file.toFile());
    double side = 2 * radius / SIDE;
    return bleeds ? "1 " + x / SIDE + " " + y / SIDE + " " + side + " " + side + "\n" : "";
  }
}
