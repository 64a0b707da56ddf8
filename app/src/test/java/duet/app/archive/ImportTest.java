package duet.app.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duet.app.SharedData;
import duet.viewer.dicom.Tag;
import duet.viewer.dicom.toolkit.ToolkitReader;
import duet.viewer.series.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
  private @TempDir Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("study"));
  }

  @Test
  void readsTheFilesOfAFolderInNameOrderBeforeItsFolders() throws Exception {
    Files.createDirectories(folder.resolve("a/deeper"));
    Files.write(folder.resolve("b2"), Ct.slice(1, 2));
    Files.write(folder.resolve("b1"), Ct.slice(1, 1));
    Files.write(folder.resolve("a/deeper/c"), Ct.slice(1, 4));
    Files.write(folder.resolve("a/c"), Ct.slice(1, 3));
    Told told = Told.by(folder);
    assertEquals(
        List.of("study/b1", "study/b2", "study/a/c", "study/a/deeper/c"),
        List.copyOf(told.read.keySet()));
    assertEquals(
        List.of(2),
        told.read.getOrDefault("study/b2", List.of()).stream()
            .map(slice -> (int) slice.hu()[0])
            .toList());
    assertEquals(List.of(new Import.Summary(4, 4, 0, Import.Ending.COMPLETE)), told.ends);
  }

  @Test
  void givesAReasonForEachFileThatItDoesNotRead() throws Exception {
    byte[] whole = Ct.slice(1, 1);
    Files.writeString(folder.resolve("notes.txt"), "not an image");
    Files.write(folder.resolve("empty"), new byte[0]);
    Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length - 20));
    Files.write(folder.resolve("mr"), Ct.slice(1, 2, Map.of(Tag.MODALITY, "MR")));
    Files.write(folder.resolve("good"), whole);
    Told told = Told.by(folder);
    assertEquals(Set.of("study/good"), told.read.keySet());
    assertTrue(told.reason("notes.txt").startsWith("NOT_DICOM"), told.reason("notes.txt"));
    assertTrue(told.reason("empty").startsWith("NOT_DICOM"), told.reason("empty"));
    assertTrue(told.reason("cut").startsWith("DAMAGED"), told.reason("cut"));
    assertTrue(told.reason("mr").startsWith("NOT_CT"), told.reason("mr"));
    assertEquals(List.of(new Import.Summary(5, 1, 4, Import.Ending.COMPLETE)), told.ends);
    assertEquals(5, told.found);
    assertEquals(5, told.done);
  }

  @Test
  void aPathThatIsNotThereIsRefused() throws Exception {
    Told told = Told.by(folder.resolve("gone"));
    assertEquals("UNREADABLE: It is not there, or not any more", told.reason("gone"));
  }

  @Test
  void overlappingPathsAreReadOnce() throws Exception {
    Path file = Files.write(folder.resolve("a"), Ct.slice(1, 1));
    Told told = Told.by(file, folder, file, folder);
    assertEquals(List.of("a"), told.names);
  }

  @Test
  void aCircleOfLinksEnds() throws Exception {
    Path below = Files.createDirectory(folder.resolve("below"));
    Files.write(below.resolve("a"), Ct.slice(1, 1));
    Files.createSymbolicLink(below.resolve("b"), folder);
    Files.createSymbolicLink(below.resolve("c"), below.resolve("a"));
    Files.createSymbolicLink(below.resolve("d"), folder.resolve("nowhere"));
    Told told = Told.by(folder);
    assertEquals(
        List.of("study/below/a", "study/below/b", "study/below/c", "study/below/d"), told.names);
    assertEquals("UNREADABLE: Another name of something that was read already", told.reason("c"));
    assertEquals("UNREADABLE: It is not there, or not any more", told.reason("d"));
  }

  @Test
  void aPipeIsNeverOpened() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo is not on this machine");
    assertEquals(0, new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
    Told told = Told.by(folder);
    assertEquals("UNREADABLE: A pipe, socket or device: it was not opened", told.reason("pipe"));
  }

  @Test
  void aFileWithoutPermissionIsRefused() throws Exception {
    Path file = Files.write(folder.resolve("secret"), Ct.slice(1, 1));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root may read everything");
    assertEquals("UNREADABLE: No permission to read it", Told.by(folder).reason("secret"));
  }

  @Test
  void cancelEndsAnImportThatItsListenerHoldsBack() throws Exception {
    for (int i = 0; i < 300; i++) {
      Files.write(folder.resolve("s" + i), Ct.slice(1, i));
    }
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Told told =
        new Told() {
          @Override
          public void read(String name, List<Slice> slices) throws InterruptedException {
            super.read(name, slices);
            first.countDown();
            never.await();
          }
        };
    try (Import running = Import.start(new ToolkitReader(), List.of(folder), told)) {
      first.await();
      running.cancel();
      running.join();
    }
    assertEquals(Import.Ending.CANCELLED, told.ends.get(0).ending());
    assertEquals(1, told.read.size());
  }

  @Test
  void endsByItselfOnEverythingAndListsEachFileOnceAndPrintsNothing() throws Exception {
    Path everything = SharedData.of("dicom");
    Set<String> files = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(everything)) {
      walk.filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".zip"))
          .forEach(file -> files.add("dicom/" + everything.relativize(file)));
    }
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Told told = printing(printed, everything);
    told.names.removeIf(name -> name.contains(".zip/"));
    assertEquals(List.copyOf(files), told.names.stream().sorted().toList());
    assertTrue(told.read.size() > 60, told.read.size() + " files read");
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  private static Told printing(ByteArrayOutputStream printed, Path path) throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      return Told.by(path);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
