package duet.app.archive.scan;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the end of a ZIP says about its table of contents. Read before the ZIP is opened, because
 * opening loads the whole table into memory.
 *
 * @param entries number of entries
 * @param tableBytes size of the table
 */
record ZipTail(long entries, long tableBytes) {
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int END_64_BYTES = 56;
  private static final int LONGEST_COMMENT = 0xFFFF;

  /** Empty when there is no end record: the file is cut off, or no ZIP. */
  static Optional<ZipTail> read(Path zip) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
      long length = file.length();
      int tailBytes = (int) Math.min(length, END_BYTES + LONGEST_COMMENT + LOCATOR_BYTES);
      ByteBuffer tail = bytes(file, length - tailBytes, tailBytes);
      for (int at = tailBytes - END_BYTES; at >= 0; at--) {
        if (tail.getInt(at) == END) {
          return Optional.of(large(file, tail, at).orElse(small(tail, at)));
        }
      }
      return Optional.empty();
    }
  }

  private static ZipTail small(ByteBuffer tail, int at) {
    return new ZipTail(
        Short.toUnsignedInt(tail.getShort(at + 10)), Integer.toUnsignedLong(tail.getInt(at + 12)));
  }

  /** The record of a ZIP with more than 65,535 entries or 4 GiB. */
  private static Optional<ZipTail> large(RandomAccessFile file, ByteBuffer tail, int at)
      throws IOException {
    int locator = at - LOCATOR_BYTES;
    if (locator < 0 || tail.getInt(locator) != LOCATOR_64) {
      return Optional.empty();
    }
    long place = tail.getLong(locator + 8);
    if (place < 0 || place > file.length() - END_64_BYTES) {
      return Optional.empty();
    }
    ByteBuffer end = bytes(file, place, END_64_BYTES);
    return end.getInt(0) == END_64
        ? Optional.of(new ZipTail(end.getLong(32), end.getLong(40)))
        : Optional.empty();
  }

  private static ByteBuffer bytes(RandomAccessFile file, long place, int count) throws IOException {
    byte[] bytes = new byte[count];
    file.seek(place);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
