package duet.inference.device.telemetry.linux;

import duet.inference.device.telemetry.Reach;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files of a kernel, below some root.
 *
 * @param readable whether this user may read a file or folder
 */
record Tree(Path root, Predicate<Path> readable) {
  /** Where the kernel keeps what only root may see. */
  private static final String DEBUG = "sys/kernel/debug";

  /** A file that was looked for, open if it can be. */
  record Sought(Optional<Gauge> gauge, Reach reach) {}

  /**
   * Opens the first of some files that can be read.
   *
   * @param quantity what they tell
   */
  Sought seek(String quantity, List<String> files) {
    for (String file : files) {
      Path path = root.resolve(file);
      Optional<Gauge> gauge = isReadable(path) ? Gauge.open(path) : Optional.empty();
      if (gauge.isPresent()) {
        return new Sought(gauge, Reach.readable(quantity, path));
      }
    }
    return new Sought(Optional.empty(), unreadable(quantity, files));
  }

  private Reach unreadable(String quantity, List<String> files) {
    for (String file : files) {
      if (isForRootOnly(file)) {
        return new Reach(quantity, Reach.State.NEEDS_ROOT, "only root may read " + "/" + file);
      }
    }
    return Reach.missing(
        quantity,
        files.isEmpty() ? "no file tells it" : "no file tells it, such as /" + files.get(0));
  }

  private boolean isForRootOnly(String file) {
    Path debug = root.resolve(DEBUG);
    if (file.startsWith(DEBUG) && Files.exists(debug) && !readable.test(debug)) {
      return true;
    }
    Path path = root.resolve(file);
    return Files.exists(path) && !readable.test(path);
  }

  private boolean isReadable(Path path) {
    return (!path.startsWith(root.resolve(DEBUG)) || readable.test(root.resolve(DEBUG)))
        && readable.test(path);
  }

  /** The text of a file that does not change; empty if there is none. */
  String text(String file) {
    Optional<Gauge> gauge = Gauge.open(root.resolve(file));
    try (Gauge open = gauge.orElse(null)) {
      return open == null ? "" : open.text().replace("\0", "").strip();
    }
  }

  /** What of a folder fits a pattern, by name. */
  List<String> list(String folder, String pattern) {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder), pattern)) {
      entries.forEach(entry -> found.add(folder + "/" + entry.getFileName()));
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // not there, or not for us
    }
    Collections.sort(found);
    return List.copyOf(found);
  }
}
