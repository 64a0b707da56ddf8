package duet.app.quantise;

import duet.app.vision.Picture;
import duet.app.vision.input.Pixels;
import duet.app.vision.input.Preparation;
import duet.inference.calibration.Calibration;
import duet.inference.calibration.Calibration.Images;
import duet.models.card.ImageInput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Pictures as the input of a model, prepared as the model's card says. */
public final class Pictures {
  private Pictures() {}

  /** The PNG and JPEG files right in a folder, by name. */
  public static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .toLowerCase(Locale.ROOT)
                      .matches(".*\\.(png|jpe?g)"))
          .sorted()
          .toList();
    }
  }

  /** At most so many of them, from the first to the last at equal steps. */
  public static List<Path> some(List<Path> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<Path> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) ((long) i * all.size() / most)));
    }
    return some;
  }

  /**
   * Reads and prepares pictures.
   *
   * @throws IOException naming a picture that cannot be read
   */
  public static Images read(List<Path> files, ImageInput input) throws IOException {
    Preparation preparation = new Preparation(input);
    List<FloatBuffer> images = new ArrayList<>();
    for (Path file : files) {
      FloatBuffer tensor = FloatBuffer.allocate(input.channels() * input.height() * input.width());
      try {
        preparation.fill(tensor, Pixels.of(Picture.read(file)));
      } catch (IOException e) {
        throw new IOException(file.getFileName() + " cannot be used: " + e.getMessage(), e);
      }
      images.add(tensor);
    }
    return Calibration.images(images);
  }
}
