package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;

/**
 * The bits of a JPEG-LS scan: a byte FF is followed by one with seven bits. If that one is 80 or
 * more, it is a marker and the scan goes on with zeros.
 */
final class LsBits {
  private final byte[] data;
  private int position;
  private int end;
  private boolean afterFf;
  private long held;
  private int count;

  LsBits(byte[] data, int position) {
    this.data = data;
    this.position = position;
    this.end = data.length;
  }

  int bit() {
    return take(1);
  }

  /** The next 0..24 bits. */
  int take(int bits) {
    while (count < bits) {
      fill();
    }
    count -= bits;
    return (int) (held >>> count) & ((1 << bits) - 1);
  }

  /** Number of zero bits before the next one, which is consumed too. */
  int zeros(int most) throws DicomException {
    int zeros = 0;
    while (bit() == 0) {
      if (++zeros > most) {
        throw Segments.damaged("holds a code that is too long");
      }
    }
    return zeros;
  }

  private void fill() {
    int value = position < end ? data[position] & 0xFF : 0;
    if (afterFf && value >= 0x80) {
      end = position;
      value = 0;
    }
    int bits = afterFf ? 7 : 8;
    held = (held << bits) | value;
    count += bits;
    afterFf = value == 0xFF;
    position++;
  }
}
