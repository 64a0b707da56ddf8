package duet.viewer.dicom.toolkit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends with {@link TooLargeException} after a number of bytes, however large the source says it is.
 */
final class CappedStream extends FilterInputStream {
  private long left;

  CappedStream(InputStream in, long limit) {
    super(in);
    this.left = limit;
  }

  /** The limit from here on. */
  void allow(long bytes) {
    left = bytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      spend(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      spend(count);
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long count = super.skip(bytes);
    spend(count);
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void spend(long bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new TooLargeException();
    }
  }

  /** The source holds more than the limit. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException() {
      super("larger than the limit");
    }
  }
}
