package duet.viewer.dicom;

import java.io.InputStream;
import java.nio.file.Path;

/** Reads DICOM objects. Safe with hostile input: bounded memory, bounded time, no other throw. */
public interface DicomReader {
  /** Everything but the pixels. */
  DataSet readHeader(Path file) throws DicomException;

  /** Header and pixels, still encoded. The stream is read to its end, not closed. */
  DicomObject read(InputStream stream) throws DicomException;

  DicomObject read(Path file) throws DicomException;
}
