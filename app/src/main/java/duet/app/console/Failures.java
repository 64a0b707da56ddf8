package duet.app.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/** What disks and files answer, in words for a person. */
public final class Failures {
  private Failures() {}

  /** Why, in one clause without the path. */
  public static String why(IOException thrown) {
    if (thrown instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (thrown instanceof NoSuchFileException) {
      return "it is not there";
    }
    if (thrown instanceof FileSystemException disk) {
      return Optional.ofNullable(disk.getReason())
          .map(reason -> reason.toLowerCase(Locale.ROOT))
          .orElse("the disk refuses it");
    }
    return Optional.ofNullable(thrown.getMessage()).orElse("the disk refuses it");
  }
}
