package duet.models.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures with boxes.
 *
 * <pre>
 * FOLDER/images/NAME.jpg   FOLDER/labels/NAME.txt   FOLDER/index.csv: name,group,split
 * </pre>
 *
 * A label file has a line a box, {@code class centreX centreY width height} in shares of the image;
 * it is there and empty where there is nothing to find. Without {@code index.csv} every picture is
 * a group of its own and the split is {@link Split#NONE}.
 *
 * @param classes how many classes labels may name
 * @param images by name; never empty
 */
public record DetectionSet(Path folder, int classes, List<LabelledImage> images) {
  public DetectionSet {
    images = List.copyOf(images);
    if (images.isEmpty()) {
      throw new DatasetException("There are no pictures in " + folder + "/images.");
    }
  }

  /**
   * Reads names, table, labels and the sizes of all pictures, but no pixels yet.
   *
   * @param classes labels must be below this
   * @throws DatasetException a picture has no label file or a label file no picture, a label is
   *     malformed, outside the image or of an unknown class, the table does not fit the files, or a
   *     group is in two splits
   */
  public static DetectionSet read(Path folder, int classes) {
    return DetectionFolder.read(folder, classes);
  }

  /**
   * The pictures of one split.
   *
   * @throws DatasetException when there are none
   */
  public DetectionSet in(Split split) {
    List<LabelledImage> chosen = images.stream().filter(i -> i.split() == split).toList();
    if (chosen.isEmpty()) {
      throw new DatasetException(
          Splits.empty(folder, split, images.stream().map(LabelledImage::split)));
    }
    return new DetectionSet(folder, classes, chosen);
  }

  /** The same pictures with one class. */
  public DetectionSet merged() {
    return new DetectionSet(folder, 1, images.stream().map(LabelledImage::merged).toList());
  }

  /** The pictures by patient, in order. */
  public Map<String, List<LabelledImage>> byGroup() {
    Map<String, List<LabelledImage>> groups = new LinkedHashMap<>();
    for (LabelledImage image : images) {
      groups.merge(image.group(), List.of(image), Splits::joined);
    }
    return groups;
  }
}
