package duet.viewer.dicom;

import java.io.IOException;
import java.io.OutputStream;

/** Writes DICOM files. */
public interface DicomWriter {
  /**
   * Writes preamble, file meta information and data set in explicit VR little endian, text in
   * UTF-8. The stream is flushed, not closed.
   */
  void write(NewImage image, OutputStream out) throws IOException;
}
