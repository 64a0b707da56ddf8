package duet.app.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder for results in which a name is either complete or not there: everything is written under
 * {@code NAME.part} and renamed when it is done. Closing deletes what was never finished.
 */
public final class OutFolder implements AutoCloseable {
  /** What to do with a folder that holds something already. */
  public enum Existing {
    REFUSE,
    /** Results of an earlier run of Duet are replaced; nothing else is touched. */
    REPLACE
  }

  private static final String PART = ".part";
  private static final String EARLIER_RESULT =
      "(series-\\d+|duet\\.json)(\\.part)?|received\\.part";

  private final Path folder;
  private final Set<Path> unfinished = ConcurrentHashMap.newKeySet();

  private OutFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Creates the folder where it is missing.
   *
   * @throws NotDirectoryException a file stands in its place
   * @throws DirectoryNotEmptyException it holds something and {@code existing} is REFUSE
   * @throws IOException it cannot be created or written to
   */
  public static OutFolder open(Path folder, Existing existing) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Files.createDirectories(folder);
    Files.delete(Files.createTempFile(folder, "duet", PART)); // better now than after the reading
    switch (existing) {
      case REFUSE -> refuseIfUsed(folder);
      case REPLACE -> deleteEarlier(folder);
    }
    return new OutFolder(folder);
  }

  public Path folder() {
    return folder;
  }

  /** A new, empty folder to write the result of this name into. */
  public Path stageFolder(String name) throws IOException {
    return Files.createDirectory(stageFile(name));
  }

  /** The place to write the file of this name to; it does not exist yet. */
  public Path stageFile(String name) {
    Path part = folder.resolve(name + PART);
    unfinished.add(part);
    return part;
  }

  /** What was staged under this name is complete: gives it its name. */
  public Path finish(String name) throws IOException {
    Path part = folder.resolve(name + PART);
    Path done = Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    unfinished.remove(part);
    return done;
  }

  @Override
  public void close() throws IOException {
    for (Path part : List.copyOf(unfinished)) {
      delete(part);
      unfinished.remove(part);
    }
  }

  private static void refuseIfUsed(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new DirectoryNotEmptyException(folder.toString());
      }
    }
  }

  private static void deleteEarlier(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().matches(EARLIER_RESULT)) {
          delete(entry);
        }
      }
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path entry : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
