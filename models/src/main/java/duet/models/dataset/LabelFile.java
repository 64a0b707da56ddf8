package duet.models.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** YOLO's text labels: a line a box, {@code class centreX centreY width height}. */
final class LabelFile {
  private static final int NUMBERS = 5;

  private LabelFile() {}

  static List<LabelBox> read(Path file, int classes) {
    List<LabelBox> boxes = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (!line.isBlank()) {
        boxes.add(box(line.strip(), file + ", line " + number, classes));
      }
    }
    return boxes;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DatasetException("The label file " + file + " cannot be read.", e);
    }
  }

  private static LabelBox box(String line, String where, int classes) {
    String[] words = line.split("\\s+", -1);
    if (words.length != NUMBERS) {
      throw new DatasetException(
          where
              + ": "
              + words.length
              + " numbers, must be 5: class, centre x, centre y, width, height.");
    }
    try {
      LabelBox box =
          new LabelBox(
              Integer.parseInt(words[0]),
              Double.parseDouble(words[1]),
              Double.parseDouble(words[2]),
              Double.parseDouble(words[3]),
              Double.parseDouble(words[4]));
      if (box.classIndex() >= classes) {
        throw new IllegalArgumentException(
            "class " + box.classIndex() + " is out of range, must be 0 to " + (classes - 1));
      }
      return box;
    } catch (NumberFormatException e) {
      throw new DatasetException(where + ": '" + line + "' is not five numbers.", e);
    } catch (IllegalArgumentException e) {
      throw new DatasetException(where + ": " + e.getMessage() + ".", e);
    }
  }
}
