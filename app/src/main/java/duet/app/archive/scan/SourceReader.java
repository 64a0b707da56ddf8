package duet.app.archive.scan;

import duet.app.archive.scan.FileFinder.Found;
import duet.viewer.dicom.DicomReader;
import duet.viewer.series.Refused;
import duet.viewer.series.Refused.Reason;
import duet.viewer.series.SliceResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Reads one file that was found: a DICOM object, or a ZIP of them. */
public final class SourceReader {
  private final DicomReader dicom;
  private final Slicing slicing;
  private final ZipReader zips;

  public SourceReader(DicomReader dicom, HeapRoom room, BooleanSupplier cancelled) {
    this.dicom = dicom;
    this.slicing = new Slicing(room, cancelled);
    this.zips = new ZipReader(dicom, room, slicing, cancelled);
  }

  /** Where results go. */
  public interface Results {
    /** The file was a ZIP: there are that many more files than was known. */
    void more(int files);

    /** One file is done. */
    void result(String name, SliceResult result) throws InterruptedException;
  }

  public void read(Found file, Results results) throws InterruptedException {
    if (file.refused().isPresent()) {
      results.result(file.name(), file.refused().get());
      return;
    }
    try {
      Magic magic = peek(file.path());
      if (magic == Magic.ZIP && file.name().toLowerCase(Locale.ROOT).endsWith(".zip")) {
        zips.read(file, results);
      } else {
        // what is not marked as DICOM is given up after its first bytes, whatever its size
        long encoded = magic == Magic.DICOM ? Files.size(file.path()) : 0;
        results.result(file.name(), slicing.slices(encoded, () -> dicom.read(file.path())));
      }
    } catch (IOException e) {
      results.result(file.name(), new Refused(Reason.UNREADABLE, FileFinder.why(e)));
    }
  }

  private static Magic peek(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Magic.of(in.readNBytes(Magic.BYTES));
    }
  }
}
