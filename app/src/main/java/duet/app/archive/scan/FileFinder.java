package duet.app.archive.scan;

import duet.viewer.series.Refused;
import duet.viewer.series.Refused.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds all files below some paths: a folder's own files in name order, then its folders. Follows
 * links, but no file and no folder is visited twice, so a circle of links ends.
 */
public final class FileFinder {
  /** Beyond this a folder is no study any more; it bounds the memory for what was visited. */
  private static final int MOST_FILES = 500_000;

  private final List<Path> paths;
  private final Sink sink;
  private final Set<Object> visited = new HashSet<>();

  public FileFinder(List<Path> paths, Sink sink) {
    this.paths = paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    this.sink = sink;
  }

  /** Where files go as they are found. */
  public interface Sink {
    void found(Found file) throws InterruptedException;
  }

  /**
   * A file to be read, or refused unread.
   *
   * @param name for the user: the path below what was asked for, no control characters
   */
  public record Found(String name, Path path, Optional<Refused> refused) {
    static Found of(String name, Path path) {
      return new Found(name.replaceAll("\\p{Cntrl}", "?"), path, Optional.empty());
    }

    Found refused(Reason reason, String text) {
      return new Found(name, path, Optional.of(new Refused(reason, text)));
    }
  }

  public void find() throws InterruptedException {
    Deque<Found> folders = new ArrayDeque<>();
    for (Path path : paths) {
      Path name = path.getFileName();
      visit(Found.of(name == null ? "/" : name.toString(), path), folders);
      while (!folders.isEmpty()) {
        List<Found> below = list(folders.pop());
        Collections.reverse(below);
        below.forEach(folders::push);
      }
    }
  }

  /** The folders in it, in name order; its files went to the sink. */
  private List<Found> list(Found folder) throws InterruptedException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.path())) {
      for (Path entry : stream) {
        entries.add(entry);
        stopIfInterrupted();
      }
    } catch (DirectoryIteratorException e) {
      sink.found(folder.refused(Reason.UNREADABLE, "The list of its files breaks off"));
    } catch (IOException e) {
      sink.found(folder.refused(Reason.UNREADABLE, why(e)));
    }
    Collections.sort(entries);
    List<Found> folders = new ArrayList<>();
    for (Path entry : entries) {
      visit(Found.of(folder.name() + "/" + entry.getFileName(), entry), folders);
    }
    return folders;
  }

  private void visit(Found found, Collection<Found> folders) throws InterruptedException {
    stopIfInterrupted();
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(found.path(), BasicFileAttributes.class);
      if (!attributes.isDirectory() && !attributes.isRegularFile()) {
        String what = "A pipe, socket or device: it was not opened";
        sink.found(found.refused(Reason.UNREADABLE, what));
      } else if (visited.size() >= MOST_FILES) {
        String what = "More than " + MOST_FILES + " files and folders: import fewer at once";
        sink.found(found.refused(Reason.TOO_LARGE, what));
      } else if (!visited.add(key(found.path(), attributes))) {
        again(found);
      } else if (attributes.isDirectory()) {
        folders.add(found);
      } else {
        sink.found(found);
      }
    } catch (IOException e) {
      sink.found(found.refused(Reason.UNREADABLE, why(e)));
    }
  }

  /** What was asked for twice is not worth a word; a second name of a file is. */
  private void again(Found found) throws InterruptedException {
    if (!paths.contains(found.path())) {
      String what = "Another name of something that was read already";
      sink.found(found.refused(Reason.UNREADABLE, what));
    }
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private static Object key(Path path, BasicFileAttributes attributes) throws IOException {
    Object key = attributes.fileKey();
    return key == null ? path.toRealPath() : key;
  }

  static String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "It is not there, or not any more";
    }
    if (e instanceof AccessDeniedException) {
      return "No permission to read it";
    }
    return "It cannot be read (" + e.getClass().getSimpleName() + ")";
  }
}
