package duet.models.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the files in one folder of a dataset. */
final class Folder {
  private static final int NAMED = 3;

  private Folder() {}

  /** PNG and JPEG files, by name. */
  static Set<String> pictures(Path folder) {
    return names(folder, "(?i).+\\.(png|jpe?g)");
  }

  static Set<String> names(Path folder, String pattern) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException("The dataset has no folder " + folder + ". Create it.");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(pattern) && !name.startsWith("."))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new DatasetException("The folder " + folder + " cannot be listed.", e);
    }
  }

  /** Refuses when some of {@code names} are not in {@code there}. */
  static void demandAll(Collection<String> names, Collection<String> there, String what) {
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(there);
    if (!missing.isEmpty()) {
      throw new DatasetException(what + ": " + some(missing) + ".");
    }
  }

  /** The first few names, and how many more there are. */
  static String some(Collection<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = names.size() - NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
