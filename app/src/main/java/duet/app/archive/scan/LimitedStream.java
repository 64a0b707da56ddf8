package duet.app.archive.scan;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * The inflated bytes of one entry of a ZIP. Fails beyond the limits, whatever sizes the ZIP claims,
 * and as soon as the import is cancelled.
 */
final class LimitedStream extends FilterInputStream {
  /** Up to here any ratio is honest: an image of air shrinks a thousandfold. */
  private static final long ANY_RATIO = 16L << 20;

  private static final long MOST_RATIO = 100;

  private final long limit;
  private final BooleanSupplier cancelled;
  private long count;

  /**
   * @param limit bytes that may come out; one more is an error
   */
  LimitedStream(InputStream inflated, long limit, BooleanSupplier cancelled) {
    super(inflated);
    this.limit = limit;
    this.cancelled = cancelled;
  }

  /** Bytes that so many compressed bytes may honestly inflate to. */
  static long most(long compressed) {
    return Math.max(ANY_RATIO, Math.min(compressed, Long.MAX_VALUE / MOST_RATIO) * MOST_RATIO);
  }

  /** Bytes read up to now. */
  long count() {
    return count;
  }

  /** Whether the limit was the reason to fail. */
  boolean tooLarge() {
    return count > limit;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    spend(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    spend(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    spend(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void spend(long bytes) throws IOException {
    count += bytes;
    if (tooLarge()) {
      throw new IOException("inflates beyond the limit");
    }
    if (cancelled.getAsBoolean()) {
      throw new IOException("cancelled");
    }
  }
}
