package duet.viewer.dicom;

import java.io.InputStream;
import java.nio.file.Path;

/** Reads DICOM objects. Safe with hostile input: bounded memory, bounded time, no other throw. */
public interface DicomReader {
  /** Everything but the pixels. */
  DataSet readHeader(Path file) throws DicomException;

  /** Header and pixels, still encoded. Reads up to the end of the pixel data; does not close. */
  DicomObject read(InputStream stream) throws DicomException;

  DicomObject read(Path file) throws DicomException;
}
