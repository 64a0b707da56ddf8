package duet.app.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipTest {
  private @TempDir Path folder;

  @Test
  void readsEachEntryInNameOrderWithAReasonForTheRest() throws Exception {
    write("study.zip", Map.of("b/2", Ct.slice(1, 2), "b/1", Ct.slice(1, 1), "a.txt", bytes("no")));
    Told told = Told.by(folder.resolve("study.zip"));
    assertEquals(List.of("study.zip/a.txt", "study.zip/b/1", "study.zip/b/2"), told.names);
    assertEquals(2, told.read.size());
    assertEquals(List.of(new Import.Summary(3, 2, 1, Import.Ending.COMPLETE)), told.ends);
  }

  @Test
  void aNameThatClimbsOutWritesNothingAnywhere() throws Exception {
    write("study.zip", Map.of("../../evil", Ct.slice(1, 1)));
    Told told = Told.by(folder.resolve("study.zip"));
    assertEquals(List.of("study.zip/../../evil"), told.names);
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aZipInsideAZipIsRefused() throws Exception {
    byte[] inner = Files.readAllBytes(write("inner.zip", Map.of("1", Ct.slice(1, 1))));
    Told told = Told.by(write("outer.zip", Map.of("inner.zip", inner)));
    assertEquals("NOT_DICOM: A ZIP inside a ZIP: unpack it first", told.reason("inner.zip"));
  }

  @Test
  void anEmptyADamagedAndACutZipAreRefused() throws Exception {
    byte[] zip = Files.readAllBytes(write("whole.zip", Map.of("1", Ct.slice(1, 1))));
    Files.delete(folder.resolve("whole.zip"));
    write("empty.zip", Map.of());
    Files.write(folder.resolve("cut.zip"), Arrays.copyOf(zip, zip.length - 30));
    byte[] damaged = zip.clone();
    Arrays.fill(damaged, 60, 160, (byte) 7);
    Files.write(folder.resolve("damaged.zip"), damaged);
    Told told = Told.by(folder);
    assertEquals("NOT_DICOM: The ZIP is empty", told.reason("empty.zip"));
    assertEquals("DAMAGED: The ZIP is incomplete: its end is missing", told.reason("cut.zip"));
    assertTrue(told.reason("1").startsWith("DAMAGED"), told.reason("1"));
  }

  @Test
  void anEncryptedZipIsRefused() throws Exception {
    byte[] zip = Files.readAllBytes(write("z.zip", Map.of("1", Ct.slice(1, 1))));
    int table = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    zip[table + 8] |= 1;
    Files.write(folder.resolve("z.zip"), zip);
    assertEquals(
        "UNREADABLE: The ZIP holds encrypted files: decrypt it first",
        Told.by(folder).reason("zip"));
  }

  @Test
  void aBombIsRefusedAndTheOtherEntriesAreRead() throws Exception {
    byte[] start = Ct.slice(1, 1);
    byte[] bomb = Arrays.copyOf(start, 40 << 20);
    int pixels = start.length - 128 - 4;
    bomb[pixels] = (byte) 0x00; // the length of the pixel data: 32 MiB
    bomb[pixels + 1] = 0x00;
    bomb[pixels + 2] = 0x00;
    bomb[pixels + 3] = 0x02;
    Told told = Told.by(write("z.zip", Map.of("bomb", bomb, "good", Ct.slice(1, 2))));
    assertEquals("TOO_LARGE: Inflates to more than 16 MiB", told.reason("bomb"));
    assertEquals(1, told.read.size());
  }

  @Test
  void aZipOfTooManyFilesIsNotOpened() throws Exception {
    Path zip = folder.resolve("many.zip");
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(zip));
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (int i = 0; i < 70_000; i++) {
        out.putNextEntry(new ZipEntry(Integer.toString(i)));
      }
    }
    Told told = Told.by(zip);
    assertEquals(
        "TOO_LARGE: The ZIP lists 70000 files: more than fit; unpack it first",
        told.reason("many.zip"));
  }

  private Path write(String name, Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
