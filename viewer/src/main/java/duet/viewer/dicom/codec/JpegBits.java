package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;

/**
 * The bits of a T.81 scan. A byte FF is followed by a stuffed 00; at any other marker and at the
 * end the scan goes on with zeros, so that a truncated one ends by itself.
 */
final class JpegBits {
  private final byte[] data;
  private int position;
  private long held;
  private int count;

  JpegBits(byte[] data, int position) {
    this.data = data;
    this.position = position;
  }

  /** The next 1..16 bits, which stay. */
  int peek(int bits) {
    while (count < bits) {
      held = (held << 8) | nextByte();
      count += 8;
    }
    return (int) (held >>> (count - bits)) & ((1 << bits) - 1);
  }

  void skip(int bits) {
    count -= bits;
  }

  /** A difference of a size in bits, 0..15 (T.81 F.2.2.1, EXTEND). */
  int difference(int size) {
    if (size == 0) {
      return 0;
    }
    int value = peek(size);
    skip(size);
    return value < 1 << (size - 1) ? value + 1 - (1 << size) : value;
  }

  /** Drops the rest of the byte and everything up to and including the next restart marker. */
  void restart() throws DicomException {
    count = 0;
    while (position + 1 < data.length) {
      int marker = data[position + 1] & 0xFF;
      if (data[position] == (byte) 0xFF && marker >= 0xD0 && marker <= 0xD7) {
        position += 2;
        return;
      }
      position++;
    }
    throw Segments.damaged("lacks a restart marker");
  }

  private int nextByte() {
    if (position >= data.length) {
      return 0;
    }
    int value = data[position] & 0xFF;
    if (value != 0xFF) {
      position++;
      return value;
    }
    if (position + 1 < data.length && data[position + 1] == 0) {
      position += 2;
      return value;
    }
    return 0;
  }
}
