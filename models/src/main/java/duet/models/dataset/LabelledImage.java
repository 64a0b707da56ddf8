package duet.models.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * A picture with what a person marked in it.
 *
 * @param name file name
 * @param group the patient it belongs to
 * @param boxes empty where there is nothing to find
 */
public record LabelledImage(
    String name,
    String group,
    Split split,
    Path image,
    int width,
    int height,
    List<LabelBox> boxes) {
  public LabelledImage {
    boxes = List.copyOf(boxes);
  }

  /**
   * Reads the pixels.
   *
   * @throws DatasetException when it cannot be read
   */
  public GreyPicture read() {
    return GreyPicture.read(image);
  }

  /** The same picture with all its boxes in class 0. */
  public LabelledImage merged() {
    List<LabelBox> one = boxes.stream().map(box -> box.as(0)).toList();
    return new LabelledImage(name, group, split, image, width, height, one);
  }
}
