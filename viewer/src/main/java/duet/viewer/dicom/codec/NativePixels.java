package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Uncompressed pixel data: all frames one after the other. */
public record NativePixels(byte[] bytes, ByteOrder order) {
  /**
   * Stored values of one frame, sign-extended.
   *
   * @param frame 0-based
   */
  public int[] frame(int frame, FrameShape shape) throws DicomException {
    long size = (long) shape.pixels() * shape.bytesPerPixel();
    long start = frame * size;
    if (start + size > bytes.length) {
      throw new DicomException(
          Kind.DAMAGED, bytes.length + " bytes of pixels, too few for frame " + (frame + 1));
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, (int) start, (int) size).order(order);
    int[] values = new int[shape.pixels()];
    for (int i = 0; i < values.length; i++) {
      int word =
          switch (shape.bytesPerPixel()) {
            case 1 -> in.get();
            case 2 -> in.getShort();
            default -> in.getInt();
          };
      values[i] = shape.stored(word);
    }
    return values;
  }
}
