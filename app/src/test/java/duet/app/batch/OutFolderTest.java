package duet.app.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutFolderTest {
  @TempDir Path temp;

  @Test
  void aFinishedNameIsThereAndNothingElse() throws IOException {
    try (OutFolder out = OutFolder.open(temp.resolve("a/b"), OutFolder.Existing.REFUSE)) {
      Files.writeString(out.stageFolder("series-1").resolve("reading.json"), "{}");
      out.finish("series-1");
    }
    assertEquals(List.of("series-1", "series-1/reading.json"), entries(temp.resolve("a/b")));
  }

  @Test
  void closingDeletesWhatWasNotFinished() throws IOException {
    try (OutFolder out = OutFolder.open(temp, OutFolder.Existing.REFUSE)) {
      Files.writeString(out.stageFolder("series-1").resolve("reading.json"), "{");
      Files.writeString(out.stageFile("duet.json"), "{");
    }
    assertEquals(List.of(), entries(temp));
  }

  @Test
  void refusesAFolderThatHoldsSomething() throws IOException {
    Files.writeString(temp.resolve("letter.txt"), "mine");
    assertThrows(
        DirectoryNotEmptyException.class, () -> OutFolder.open(temp, OutFolder.Existing.REFUSE));
    assertEquals(List.of("letter.txt"), entries(temp));
  }

  @Test
  void replacesEarlierResultsAndLeavesEverythingElse() throws IOException {
    Files.writeString(temp.resolve("letter.txt"), "mine");
    Files.writeString(temp.resolve("duet.json"), "old");
    Files.createDirectories(temp.resolve("series-12/pairs"));
    Files.createDirectories(temp.resolve("series-3.part"));
    Files.createDirectories(temp.resolve("series-of-mine"));
    OutFolder.open(temp, OutFolder.Existing.REPLACE).close();
    assertEquals(List.of("letter.txt", "series-of-mine"), entries(temp));
  }

  @Test
  void refusesAFileInItsPlace() throws IOException {
    Path file = Files.writeString(temp.resolve("out"), "a file");
    assertThrows(
        NotDirectoryException.class, () -> OutFolder.open(file, OutFolder.Existing.REPLACE));
    assertThrows(
        FileSystemException.class,
        () -> OutFolder.open(file.resolve("below"), OutFolder.Existing.REPLACE));
  }

  private static List<String> entries(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(entry -> !entry.equals(folder))
          .map(entry -> folder.relativize(entry).toString())
          .sorted()
          .toList();
    }
  }
}
