package duet.app.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.dicom.Tag;
import duet.viewer.dicom.toolkit.ToolkitReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private @TempDir Path folder;

  @Test
  void anObjectIsOneFileUnderNoNameOfThePeer() throws Exception {
    byte[] object = Ct.slice(1, 1);
    try (Archive archive = open(Disk.REAL)) {
      assertEquals(new Receipt.Stored(), receive(archive, 1, object));
    }
    Path file = files().get(0);
    assertEquals(1, files().size());
    assertArrayEquals(object, Files.readAllBytes(file));
    assertTrue(
        folder
            .relativize(file)
            .toString()
            .matches("studies/[0-9a-f]{40}/[0-9a-f]{40}/[0-9a-f]{40}.dcm"),
        file.toString());
  }

  @Test
  void listsWhatIsThereAfterItIsOpenedAgain() throws Exception {
    try (Archive archive = open(Disk.REAL)) {
      receive(archive, 1, Ct.slice(1, 1));
      receive(archive, 2, Ct.slice(1, 2));
    }
    try (Archive archive = open(Disk.REAL)) {
      List<StoredSeries> series = archive.series();
      assertEquals(1, series.size());
      assertEquals(2, series.get(0).objects());
      assertEquals(2, Told.by(series.get(0).folder()).read.size());
    }
  }

  @Test
  void theSameObjectAgainChangesNothing() throws Exception {
    try (Archive archive = open(Disk.REAL)) {
      receive(archive, 1, Ct.slice(1, 1));
      assertEquals(new Receipt.StoredBefore(), receive(archive, 1, Ct.slice(1, 1)));
      assertEquals(1, files().size());
    }
  }

  @Test
  void anotherObjectUnderTheSameUidIsKeptAside() throws Exception {
    byte[] first = Ct.slice(1, 1);
    byte[] second = Ct.slice(1, 1, Map.of(Tag.PATIENT_ID, "other"));
    try (Archive archive = open(Disk.REAL)) {
      receive(archive, 1, first);
      assertEquals(new Receipt.KeptAside(), receive(archive, 1, second));
      assertEquals(new Receipt.KeptAside(), receive(archive, 1, second));
      assertEquals(2, files().size());
      assertArrayEquals(first, Files.readAllBytes(archive.series().get(0).first()));
    }
  }

  @Test
  void anObjectThatIsNotTheAnnouncedOneIsNotStored() throws Exception {
    try (Archive archive = open(Disk.REAL)) {
      assertEquals(Receipt.Reason.NOT_AS_ANNOUNCED, reason(receive(archive, 2, Ct.slice(1, 1))));
      assertEquals(Receipt.Reason.NOT_UNDERSTOOD, reason(receive(archive, 1, new byte[300])));
      byte[] noSeries = Ct.slice(1, 1, Map.of(Tag.SERIES_INSTANCE_UID, "../../evil"));
      assertEquals(Receipt.Reason.NOT_UNDERSTOOD, reason(receive(archive, 1, noSeries)));
      assertEquals(List.of(), files());
    }
  }

  @Test
  void aPeerThatFailsInTheMiddleLeavesNothing() throws Exception {
    try (Archive archive = open(Disk.REAL)) {
      assertThrows(
          PeerException.class,
          () ->
              archive.receive(
                  Ct.CT_IMAGE,
                  Ct.sopInstanceUid(1, 1),
                  out -> {
                    out.write(new byte[70_000]);
                    throw new PeerException(new IOException("reset"));
                  }));
      assertEquals(List.of(), files());
    }
  }

  @Test
  void wheneverTheDiskFailsNothingPartialIsLeftAndTheNextTrySucceeds() throws Exception {
    int failing = 1;
    for (boolean failed = true; failed; failing++) {
      Path place = folder.resolve("disk" + failing);
      FailingDisk disk = new FailingDisk(failing);
      try (Archive archive = new Archive(Shelf.open(place), disk, new ToolkitReader())) {
        Receipt receipt = receive(archive, 1, Ct.slice(1, 1));
        failed = disk.failed();
        if (failed) {
          assertEquals(Receipt.Reason.DISK, reason(receipt), "call " + failing);
          assertFalse(files().stream().anyMatch(file -> file.toString().endsWith(".part")));
          assertFalse(receive(archive, 1, Ct.slice(1, 1)) instanceof Receipt.NotStored);
        }
        assertEquals(1, archive.series().get(0).objects(), "call " + failing);
      }
    }
    assertTrue(failing > 8, "only " + failing + " calls to the disk");
  }

  @Test
  void whatWasBeingReceivedAtTheLastEndIsRemoved() throws Exception {
    Files.createDirectories(folder.resolve("incoming"));
    Files.writeString(folder.resolve("incoming/x.part"), "half an object");
    open(Disk.REAL).close();
    assertEquals(List.of(), files());
  }

  @Test
  void whatAnotherArchiveIsReceivingIsLeftAlone() throws Exception {
    try (Archive first = open(Disk.REAL)) {
      Files.writeString(folder.resolve("incoming/x.part"), "half an object");
      open(Disk.REAL).close();
      assertEquals(1, files().size());
      assertEquals(List.of(), first.series());
    }
  }

  private Archive open(Disk disk) throws IOException {
    return new Archive(Shelf.open(folder), disk, new ToolkitReader());
  }

  private static Receipt receive(Archive archive, int index, byte[] object) throws IOException {
    return archive.receive(Ct.CT_IMAGE, Ct.sopInstanceUid(1, index), out -> out.write(object));
  }

  private static Receipt.Reason reason(Receipt receipt) {
    if (receipt instanceof Receipt.NotStored refusal) {
      return refusal.reason();
    }
    throw new AssertionError(receipt.toString());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList();
    }
  }
}
