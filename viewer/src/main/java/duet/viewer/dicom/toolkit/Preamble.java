package duet.viewer.dicom.toolkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What the first bytes of a file say, read without the toolkit: it would inflate a deflated data
 * set without limit.
 *
 * @param marked whether the file carries the DICM mark
 * @param transferSyntaxUid empty where the file does not say
 * @param length bytes before the data set
 */
record Preamble(boolean marked, String transferSyntaxUid, int length) {
  private static final int MOST = 1 << 16;
  private static final int MARK_AT = 128;
  private static final int TRANSFER_SYNTAX = 0x0010;

  /** Value representations whose length has 32 bits. */
  private static final Set<String> WIDE =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "UC", "UN", "UR", "UT");

  /** Looks ahead; the stream stays where it is. */
  static Preamble peek(BufferedInputStream in) throws IOException {
    in.mark(MOST);
    byte[] head = in.readNBytes(MOST);
    in.reset();
    boolean marked = head.length >= MARK_AT + 4 && latin(head, MARK_AT, 4).equals("DICM");
    return scan(head, marked);
  }

  private static Preamble scan(byte[] head, boolean marked) {
    ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(marked ? MARK_AT + 4 : 0);
    String syntax = "";
    while (bytes.remaining() >= 8 && bytes.getShort(bytes.position()) == 2) {
      int element = bytes.getShort(bytes.position() + 2);
      boolean wide = WIDE.contains(latin(head, bytes.position() + 4, 2));
      int start = bytes.position() + (wide ? 12 : 8);
      if (start > head.length) {
        break;
      }
      long size =
          wide
              ? Integer.toUnsignedLong(bytes.getInt(start - 4))
              : Short.toUnsignedInt(bytes.getShort(start - 2));
      if (start + size > head.length) {
        break;
      }
      if (element == TRANSFER_SYNTAX) {
        syntax = latin(head, start, (int) size).replace("\0", "").strip();
      }
      bytes.position(start + (int) size);
    }
    return new Preamble(marked, syntax, bytes.position());
  }

  private static String latin(byte[] head, int from, int length) {
    return new String(head, from, length, StandardCharsets.ISO_8859_1);
  }
}
