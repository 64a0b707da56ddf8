package duet.app.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javax.imageio.ImageIO;

/** Pictures of the window in target/screenshots, to be looked at. */
final class Shots {
  private Shots() {}

  /** FX thread. */
  static void write(Scene scene, String name) {
    try {
      Path folder = Files.createDirectories(Path.of("target/screenshots"));
      ImageIO.write(
          SwingFXUtils.fromFXImage(scene.snapshot(null), null),
          "png",
          folder.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
