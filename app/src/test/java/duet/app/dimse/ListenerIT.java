package duet.app.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.archive.Arrival;
import duet.app.archive.Ct;
import duet.app.config.ListenerLimits;
import duet.viewer.dicom.Tag;
import duet.viewer.series.SliceResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ListenerIT {
  private static final Map<Tag, String> OF_THREE = Map.of(Tag.IMAGES_IN_ACQUISITION, "3");
  private @TempDir Path folder;

  @Test
  void storesWhatIsSentAndTellsOfEachSliceWithItsCount() throws Exception {
    try (Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD)) {
      assertEquals(3, send(receiver, "CT1", series(1, 3)));
      for (int i = 1; i <= 3; i++) {
        Arrival arrival = next(receiver);
        assertEquals(i, arrival.received());
        assertEquals(OptionalInt.of(3), arrival.expected());
        assertEquals(Arrival.Novelty.NEW, arrival.novelty());
        assertTrue(arrival.result() instanceof SliceResult.Slices, arrival.result().toString());
      }
      assertEquals(3, receiver.archive().series().get(0).objects());
    }
  }

  @Test
  void theSameSeriesAgainChangesNothing() throws Exception {
    try (Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD)) {
      send(receiver, "CT1", series(1, 3));
      List<Path> before = receiver.files();
      assertEquals(3, send(receiver, "CT2", series(1, 3)));
      assertEquals(before, receiver.files());
    }
  }

  @Test
  void onlyAllowedCallersMayCall() throws Exception {
    try (Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD, "CT1", "CT2")) {
      assertThrows(IOException.class, () -> send(receiver, "ROGUE", series(1, 1)));
      assertEquals(1, send(receiver, "CT2", series(1, 1)));
    }
  }

  @Test
  void anObjectThatIsNotWhatWasAnnouncedIsRefusedAndTheNextOneStored() throws Exception {
    try (Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD)) {
      byte[] noStudy = Ct.slice(1, 1, Map.of(Tag.STUDY_INSTANCE_UID, ""));
      List<StoreScu.Source> objects = List.of(() -> noStudy, () -> Ct.slice(1, 2));
      List<Integer> stored = new ArrayList<>();
      StoreScu.send(receiver.peer("CT1"), objects, Duration.ZERO, stored::add);
      assertEquals(List.of(0, 1), stored);
      assertEquals(1, receiver.files().size());
    }
  }

  @Test
  void peersThatSayNothingOrNonsenseDoNotDisturbASender() throws Exception {
    List<Socket> rogues = new ArrayList<>();
    try (Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD)) {
      for (int i = 0; i < 200; i++) {
        Socket rogue = new Socket(InetAddress.getLoopbackAddress(), receiver.port());
        rogues.add(rogue);
        speak(rogue, i);
      }
      assertEquals(3, send(receiver, "CT1", series(1, 3)));
    } finally {
      for (Socket rogue : rogues) {
        rogue.close();
      }
    }
  }

  @Test
  void aSenderThatStallsInsideAnObjectIsEndedAndLeavesNothing() throws Exception {
    try (Receiver receiver = Receiver.open(folder, Receiver.SHORT)) {
      StoreScu.Source stalls =
          () -> {
            sleep(5000);
            return Ct.slice(1, 2);
          };
      List<StoreScu.Source> objects = List.of(() -> Ct.slice(1, 1), stalls);
      assertThrows(
          IOException.class,
          () -> StoreScu.send(receiver.peer("CT1"), objects, Duration.ZERO, sent -> {}));
      assertEquals(1, receiver.files().size());
    }
  }

  @Test
  void oneAssociationTooManyIsRejectedForNow() throws Exception {
    try (Receiver receiver = Receiver.open(folder, Receiver.SHORT)) {
      List<IOException> rejections = new ArrayList<>();
      StoreScu.Source nested = () -> nested(receiver, rejections, 2);
      List<StoreScu.Source> objects = List.of(() -> Ct.slice(1, 1), nested);
      StoreScu.send(receiver.peer("CT1"), objects, Duration.ZERO, sent -> {});
      assertEquals(1, rejections.size());
      assertEquals(1, send(receiver, "CT1", series(5, 1)));
    }
  }

  @Test
  void closeEndsAnAssociationInTheMiddle() throws Exception {
    Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD);
    List<StoreScu.Source> objects = new ArrayList<>(series(1, 1));
    objects.add(
        () -> {
          receiver.close();
          return Ct.slice(1, 2);
        });
    assertThrows(
        IOException.class,
        () -> StoreScu.send(receiver.peer("CT1"), objects, Duration.ZERO, sent -> {}));
    assertEquals(1, receiver.files().size());
  }

  /** While an association of that depth is open, opens one more. */
  private static byte[] nested(Receiver receiver, List<IOException> rejections, int depth)
      throws IOException {
    List<StoreScu.Source> objects =
        List.of(
            () -> Ct.slice(depth, 1),
            () -> depth > 4 ? Ct.slice(depth, 2) : nested(receiver, rejections, depth + 1));
    try {
      StoreScu.send(receiver.peer("CT1"), objects, Duration.ZERO, sent -> {});
    } catch (InterruptedException e) {
      throw new IOException(e);
    } catch (IOException e) {
      rejections.add(e);
    }
    return Ct.slice(depth, 3);
  }

  private static void speak(Socket rogue, int kind) throws IOException {
    byte[] words =
        switch (kind % 4) {
          case 0 -> "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
          case 1 -> new byte[] {1, 0, -1, -1, -1, -1, 0, 1};
          case 2 -> new byte[] {4, 0, 0, 0, 0, 6, 0, 0, 0, 2, 1, 3};
          default -> new byte[0];
        };
    rogue.getOutputStream().write(words);
  }

  private static List<StoreScu.Source> series(int series, int slices) {
    List<StoreScu.Source> objects = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      int index = i;
      objects.add(() -> Ct.slice(series, index, OF_THREE));
    }
    return objects;
  }

  private static int send(Receiver receiver, String calling, List<StoreScu.Source> objects)
      throws IOException, InterruptedException {
    return StoreScu.send(receiver.peer(calling), objects, Duration.ZERO, sent -> {});
  }

  private static Arrival next(Receiver receiver) throws InterruptedException {
    Arrival arrival = receiver.arrivals().poll(20, TimeUnit.SECONDS);
    if (arrival == null) {
      throw new AssertionError("no slice arrived");
    }
    return arrival;
  }

  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
