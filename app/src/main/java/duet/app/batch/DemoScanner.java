package duet.app.batch;

import duet.app.dimse.StoreScu;
import duet.viewer.dicom.DicomWriter;
import duet.viewer.phantom.PhantomStudy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scanner with one patient, the phantom: sends its study over the loopback, slice by slice.
 *
 * @param pause between two slices
 */
public record DemoScanner(DicomWriter writer, String calledAeTitle, Duration pause) {
  private static final String AE_TITLE = "PHANTOM";

  /** How many objects the study has. */
  public static int objects() {
    return PhantomStudy.standard().slices();
  }

  /**
   * Returns when the last slice was answered.
   *
   * @throws IOException when there is no association, it breaks, or a slice was not stored
   */
  public void send(int port) throws IOException, InterruptedException {
    PhantomStudy study = PhantomStudy.standard();
    List<StoreScu.Source> slices =
        IntStream.range(0, study.slices())
            .<StoreScu.Source>mapToObj(index -> () -> file(study, index))
            .toList();
    var peer = new StoreScu.Peer("127.0.0.1", port, calledAeTitle, AE_TITLE);
    int stored = StoreScu.send(peer, slices, pause, sent -> {});
    if (stored < slices.size()) {
      throw new IOException((slices.size() - stored) + " slices of the phantom were not stored");
    }
  }

  private byte[] file(PhantomStudy study, int index) throws IOException {
    var bytes = new ByteArrayOutputStream();
    study.write(index, writer, bytes);
    return bytes.toByteArray();
  }
}
