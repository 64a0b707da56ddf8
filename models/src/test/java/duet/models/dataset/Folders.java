package duet.models.dataset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small datasets to break, and the real ones where they are on this machine. */
final class Folders {
  private Folders() {}

  /** Skips the test where the folder is missing. */
  static Path shared(String name) {
    Path near = Path.of("../../shared/data", name);
    Path far = Path.of("../../../shared/data", name);
    Path found = Files.exists(near) ? near : far;
    assumeTrue(Files.exists(found), "shared/data/" + name + " is not on this machine");
    return found;
  }

  static void picture(Path file, int size) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(image, "png", file.toFile());
  }

  static void pair(Path folder, String name) throws IOException {
    picture(folder.resolve("CT").resolve(name), PairSet.SIZE);
    picture(folder.resolve("MRI").resolve(name), PairSet.SIZE);
  }

  static void labelled(Path folder, String stem, String label) throws IOException {
    picture(folder.resolve("images").resolve(stem + ".png"), 8);
    text(folder.resolve("labels").resolve(stem + ".txt"), label);
  }

  static void text(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
