package duet.app.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.SharedData;
import duet.app.archive.Arrival;
import duet.app.config.ListenerLimits;
import duet.viewer.dicom.toolkit.ToolkitWriter;
import duet.viewer.phantom.PhantomStudy;
import duet.viewer.series.SliceResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against another implementation of the protocol. */
@Timeout(120)
class DcmtkIT {
  private @TempDir Path folder;

  @Test
  void answersAnEcho() throws Exception {
    try (Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD)) {
      Dcmtk.Said said = echo(receiver, "CT1", "DUET");
      assertEquals(0, said.exitCode(), said.toString());
    }
  }

  @Test
  void rejectsAnUnknownCallerAndAWrongNameOfItself() throws Exception {
    try (Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD, "CT1")) {
      assertTrue(echo(receiver, "ROGUE", "DUET").contains("Calling AE Title Not Recognized"));
      assertTrue(echo(receiver, "CT1", "OTHER").contains("Called AE Title Not Recognized"));
      assertEquals(0, echo(receiver, "CT1", "DUET").exitCode());
    }
  }

  @Test
  void tellsItsOwnImplementationNotTheToolkits() throws Exception {
    try (Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD)) {
      Dcmtk.Said said =
          Dcmtk.run("echoscu", "-d", "-aec", "DUET", "127.0.0.1", "" + receiver.port());
      assertTrue(said.contains("2.25.104411063162716096998714395347606081740"), said.toString());
    }
  }

  @Test
  void aPhantomSeriesArrivesCompleteAndUnchanged() throws Exception {
    Path sent = phantom(Files.createDirectory(folder.resolve("sent")));
    try (Receiver receiver = Receiver.open(folder.resolve("archive"), ListenerLimits.STANDARD)) {
      Dcmtk.Said said = store(receiver, sent);
      assertEquals(0, said.exitCode(), said.toString());
      Set<String> arrived = new HashSet<>();
      PhantomStudy study = PhantomStudy.standard();
      Set<String> expected = new HashSet<>();
      for (int i = 0; i < study.slices(); i++) {
        expected.add(study.sopInstanceUid(i));
        arrived.add(nextUid(receiver));
      }
      assertEquals(expected, arrived);
      assertEquals(DataSets.in(sent), DataSets.in(receiver.folder()));
    }
  }

  @Test
  void aRealSeriesArrivesWithAllItsPixels() throws Exception {
    Path sent = SharedData.of("dicom/series_aisd_A_ct_head_stroke");
    try (Receiver receiver = Receiver.open(folder, ListenerLimits.STANDARD)) {
      Dcmtk.Said said = store(receiver, sent);
      assertEquals(0, said.exitCode(), said.toString());
      // storescu encodes anew what it did not write itself: bytes differ, pixels must not
      assertEquals(DataSets.pixels(sent), DataSets.pixels(receiver.folder()));
      assertEquals(DataSets.in(sent).keySet(), DataSets.in(receiver.folder()).keySet());
    }
  }

  @Test
  void aSopInstanceUidThatIsAPathGoesNowhere() throws Exception {
    Path sent = Files.createDirectory(folder.resolve("sent"));
    Path file = phantom(sent).resolve("0.dcm");
    Dcmtk.Said edited =
        Dcmtk.run("dcmodify", "-nb", "-m", "SOPInstanceUID=../../../evil", file.toString());
    assertEquals(0, edited.exitCode(), edited.toString());
    try (Receiver receiver = Receiver.open(folder.resolve("archive"), ListenerLimits.STANDARD)) {
      Dcmtk.Said said =
          Dcmtk.run(
              "storescu", "-v", "-aec", "DUET", "127.0.0.1", "" + receiver.port(), file.toString());
      assertNotEquals(0, said.exitCode(), said.toString());
      assertEquals(List.of(), receiver.files());
    }
  }

  private static Path phantom(Path folder) throws IOException {
    PhantomStudy study = PhantomStudy.standard();
    for (int i = 0; i < study.slices(); i++) {
      try (OutputStream out = Files.newOutputStream(folder.resolve(i + ".dcm"))) {
        study.write(i, new ToolkitWriter(), out);
      }
    }
    return folder;
  }

  private static String nextUid(Receiver receiver) throws InterruptedException {
    Arrival arrival = receiver.arrivals().poll(20, TimeUnit.SECONDS);
    if (arrival != null && arrival.result() instanceof SliceResult.Slices slices) {
      return slices.slices().get(0).sopInstanceUid();
    }
    throw new AssertionError("no slice arrived, but " + arrival);
  }

  private static Dcmtk.Said echo(Receiver receiver, String calling, String called)
      throws IOException, InterruptedException {
    return Dcmtk.run("echoscu", "-aet", calling, "-aec", called, "127.0.0.1", "" + receiver.port());
  }

  private static Dcmtk.Said store(Receiver receiver, Path sent)
      throws IOException, InterruptedException {
    return Dcmtk.run(
        "storescu",
        "-v",
        "-aec",
        "DUET",
        "+sd",
        "+r",
        "127.0.0.1",
        "" + receiver.port(),
        sent.toString());
  }
}
