package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import java.nio.ByteBuffer;

/** Walks the marker segments before the scan of a JPEG or JPEG-LS codestream (T.81 annex B). */
final class Segments {
  static final int SOS = 0xDA;
  static final int DRI = 0xDD;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;

  /** Far more than any encoder writes; each may cost a table. */
  private static final int MOST_SEGMENTS = 500;

  private final ByteBuffer in;
  private int count;

  Segments(byte[] codestream) throws DicomException {
    in = ByteBuffer.wrap(codestream);
    if (marker() != SOI) {
      throw damaged("does not start with an image");
    }
  }

  /**
   * A marker segment.
   *
   * @param body without marker and length, big-endian; its reads past the end throw
   *     BufferUnderflowException
   */
  record Segment(int marker, ByteBuffer body) {
    int u8() {
      return body.get() & 0xFF;
    }

    int u16() {
      return body.getShort() & 0xFFFF;
    }
  }

  Segment next() throws DicomException {
    int marker = marker();
    int length = in.remaining() < 2 ? 0 : in.getShort() & 0xFFFF;
    if (marker == EOI || length < 2 || length - 2 > in.remaining() || ++count > MOST_SEGMENTS) {
      throw damaged("has a broken header");
    }
    ByteBuffer body = in.slice(in.position(), length - 2);
    in.position(in.position() + length - 2);
    return new Segment(marker, body);
  }

  /** Where the entropy-coded bytes start, once SOS was read. */
  int position() {
    return in.position();
  }

  private int marker() throws DicomException {
    if (in.remaining() < 2 || in.get() != (byte) 0xFF) {
      throw damaged("lacks a marker");
    }
    int marker = 0xFF;
    while (marker == 0xFF && in.hasRemaining()) { // fill bytes
      marker = in.get() & 0xFF;
    }
    return marker;
  }

  /** Compares what a codestream says of itself with the header, before anything is allocated. */
  static void check(FrameShape shape, int columns, int rows, int bits, int components)
      throws DicomException {
    if (columns != shape.columns() || rows != shape.rows()) {
      throw damaged(
          "holds %d x %d pixels, the header says %d x %d"
              .formatted(columns, rows, shape.columns(), shape.rows()));
    }
    if (components != 1) {
      throw damaged("has " + components + " components, the header says one");
    }
    if (bits < 2 || bits > Math.min(16, shape.bitsAllocated())) {
      throw damaged("has %d bits, the header says %d".formatted(bits, shape.bitsAllocated()));
    }
  }

  static DicomException damaged(String what) {
    return new DicomException(Kind.DAMAGED, "the compressed frame " + what);
  }
}
