package duet.models.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the layout that {@link DetectionSet} describes. */
final class DetectionFolder {
  private final Path folder;
  private final int classes;
  private final Splits splits = new Splits("group");

  private DetectionFolder(Path folder, int classes) {
    this.folder = folder;
    this.classes = classes;
  }

  static DetectionSet read(Path folder, int classes) {
    DetectionFolder reader = new DetectionFolder(folder, classes);
    Map<String, String> byLabel = byLabel(folder.resolve("images"));
    Path labels = folder.resolve("labels");
    Set<String> there = Folder.names(labels, ".+\\.txt");
    Folder.demandAll(
        byLabel.keySet(),
        there,
        labels + " lacks label files (an empty one says that there is nothing to find)");
    Folder.demandAll(there, byLabel.keySet(), labels + " has label files without a picture");
    Path index = folder.resolve("index.csv");
    List<LabelledImage> images =
        Files.exists(index)
            ? reader.listed(index, byLabel.values())
            : byLabel.values().stream().map(name -> reader.image(name, name, Split.NONE)).toList();
    return new DetectionSet(folder, classes, images);
  }

  /** Name of the label file to name of the picture. */
  private static Map<String, String> byLabel(Path images) {
    Map<String, String> byLabel = new LinkedHashMap<>();
    for (String name : Folder.pictures(images)) {
      String before = byLabel.put(label(name), name);
      if (before != null) {
        throw new DatasetException(
            images + ": " + before + " and " + name + " would share one label file. Rename one.");
      }
    }
    return byLabel;
  }

  private static String label(String picture) {
    return picture.replaceFirst("\\.[^.]*$", ".txt");
  }

  private List<LabelledImage> listed(Path file, Collection<String> names) {
    Table table = Table.read(file, "name", "group", "split");
    Folder.demandAll(table.rows().keySet(), names, file + " lists pictures that are not there");
    Folder.demandAll(names, table.rows().keySet(), file + " does not list pictures that are there");
    return names.stream()
        .map(
            name -> {
              Table.Row row = Objects.requireNonNull(table.rows().get(name));
              String group = row.get("group");
              Split split = Split.of(row.get("split"), row.where());
              return image(name, group, splits.checked(group, split, row.where()));
            })
        .collect(Collectors.toList());
  }

  private LabelledImage image(String name, String group, Split split) {
    Path image = folder.resolve("images").resolve(name);
    PictureSize size = PictureSize.of(image);
    List<LabelBox> boxes = LabelFile.read(folder.resolve("labels").resolve(label(name)), classes);
    return new LabelledImage(name, group, split, image, size.width(), size.height(), boxes);
  }
}
