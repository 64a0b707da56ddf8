package duet.app.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes JSON as people like to read it; a file is there whole or not at all. */
public final class JsonFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonFile() {}

  public static String text(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a tree of plain values", e);
    }
  }

  /**
   * Writes it beside its place and renames it.
   *
   * @throws VerbException when the file cannot be written
   */
  public static void write(Path file, Object tree) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        Files.writeString(part, text(tree) + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new VerbException(
          ExitCode.CANNOT_WRITE, file + " cannot be written: " + Failures.why(e));
    }
  }
}
