package duet.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javax.imageio.ImageIO;

/** Screenshots for people to look at, in {@code target/shots}. */
public final class Shots {
  private Shots() {}

  /** Writes what the scene shows. FX thread. */
  public static void write(Scene scene, String name) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "shots"));
      ImageIO.write(
          SwingFXUtils.fromFXImage(scene.snapshot(null), null),
          "png",
          folder.resolve(name + ".png").toFile());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
