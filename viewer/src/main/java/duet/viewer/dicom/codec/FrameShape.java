package duet.viewer.dicom.codec;

import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import duet.viewer.dicom.Tag;
import java.util.Set;

/**
 * What the header says about each frame (PS3.3 C.7.6.3), checked before anything is allocated.
 *
 * @param bitsAllocated 8, 16 or 32
 * @param bitsStored 1..bitsAllocated
 * @param highBit bitsStored-1..bitsAllocated-1
 * @param signed two's complement
 */
public record FrameShape(
    int columns, int rows, int bitsAllocated, int bitsStored, int highBit, boolean signed) {

  /** 32 Mi pixels, 128 MiB as ints: 16 times the largest CT matrix in use. */
  private static final long MOST_PIXELS = 1L << 25;

  /**
   * Reads the shape from a header.
   *
   * @throws DicomException when the frames are not monochrome, or their description is missing,
   *     contradictory or beyond the limits
   */
  public static FrameShape from(DataSet header) throws DicomException {
    int samples = header.integer(Tag.SAMPLES_PER_PIXEL).orElse(1);
    String photometric = header.text(Tag.PHOTOMETRIC_INTERPRETATION).orElse("MONOCHROME2");
    if (samples != 1 || !photometric.startsWith("MONOCHROME")) {
      throw new DicomException(Kind.UNSUPPORTED, "colour pixels are not decoded");
    }
    int allocated = required(header, Tag.BITS_ALLOCATED, "Bits Allocated");
    int stored = header.integer(Tag.BITS_STORED).orElse(allocated);
    FrameShape shape =
        new FrameShape(
            required(header, Tag.COLUMNS, "Columns"),
            required(header, Tag.ROWS, "Rows"),
            allocated,
            stored,
            header.integer(Tag.HIGH_BIT).orElse(stored - 1),
            header.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1);
    shape.check();
    return shape;
  }

  private static int required(DataSet header, Tag tag, String name) throws DicomException {
    return header
        .integer(tag)
        .orElseThrow(() -> new DicomException(Kind.DAMAGED, "the header lacks " + name));
  }

  private void check() throws DicomException {
    if (columns < 1 || rows < 1 || columns > 65535 || rows > 65535) {
      throw new DicomException(Kind.DAMAGED, "an image of " + columns + " x " + rows + " pixels");
    }
    if ((long) columns * rows > MOST_PIXELS) {
      throw new DicomException(
          Kind.TOO_LARGE, columns + " x " + rows + " pixels exceed the limit of " + MOST_PIXELS);
    }
    if (!Set.of(8, 16, 32).contains(bitsAllocated)) {
      throw new DicomException(
          Kind.UNSUPPORTED, "pixels of " + bitsAllocated + " bits are not decoded");
    }
    if (bitsStored < 1
        || bitsStored > bitsAllocated
        || highBit < bitsStored - 1
        || highBit >= bitsAllocated) {
      throw new DicomException(
          Kind.DAMAGED, bitsStored + " bits up to bit " + highBit + " in " + bitsAllocated);
    }
  }

  int pixels() {
    return columns * rows;
  }

  int bytesPerPixel() {
    return bitsAllocated / 8;
  }

  /**
   * The stored value in an allocated word: overlay bits above the high bit are dropped, the sign is
   * extended. Unsigned values of 32 bits come as the int with the same bits.
   */
  int stored(int word) {
    int left = 31 - highBit;
    int right = 32 - bitsStored;
    return signed ? word << left >> right : word << left >>> right;
  }
}
