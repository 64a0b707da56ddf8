package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.codec.Segments.Segment;
import java.util.Arrays;

/**
 * A Huffman table of T.81, spread out over all 65,536 values of the next 16 bits: a code that does
 * not exist is found at once.
 */
final class HuffmanTable {
  private static final int LONGEST = 16;
  private static final int NONE = -1;

  /** {@code length << 8 | symbol} */
  private final int[] byBits = new int[1 << LONGEST];

  HuffmanTable(Segment segment) throws DicomException {
    int[] counts = new int[LONGEST + 1];
    for (int length = 1; length <= LONGEST; length++) {
      counts[length] = segment.u8();
    }
    Arrays.fill(byBits, NONE);
    int from = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int span = 1 << (LONGEST - length);
      for (int i = 0; i < counts[length]; i++) {
        if (from + span > byBits.length) {
          throw Segments.damaged("has an overfull Huffman table");
        }
        Arrays.fill(byBits, from, from + span, (length << 8) | segment.u8());
        from += span;
      }
    }
  }

  int decode(JpegBits bits) throws DicomException {
    int entry = byBits[bits.peek(LONGEST)];
    if (entry == NONE) {
      throw Segments.damaged("holds a code that its tables do not know");
    }
    bits.skip(entry >> 8);
    return entry & 0xFF;
  }
}
