package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE Lossless (PS3.5 annex G): one PackBits segment for each byte of the word, highest first. */
final class RleDecoder implements Decoders.FrameDecoder {
  private static final int HEADER_BYTES = 64;

  @Override
  public int[] decode(byte[] codestream, FrameShape shape) throws DicomException {
    if (codestream.length < HEADER_BYTES) {
      throw damaged("is shorter than its header");
    }
    ByteBuffer header = ByteBuffer.wrap(codestream).order(ByteOrder.LITTLE_ENDIAN);
    int segments = header.getInt(0);
    if (segments != shape.bytesPerPixel()) {
      throw damaged("has " + segments + " segments in place of " + shape.bytesPerPixel());
    }
    int[] words = new int[shape.pixels()];
    for (int s = 0; s < segments; s++) {
      int from = header.getInt(4 + 4 * s);
      int to = s + 1 < segments ? header.getInt(8 + 4 * s) : codestream.length;
      if (from < HEADER_BYTES || to < from || to > codestream.length) {
        throw damaged("has a segment outside of its bytes");
      }
      addPlane(codestream, from, to, words);
    }
    return words;
  }

  /** Shifts what the words hold up by a byte and puts the plane below. */
  private static void addPlane(byte[] in, int from, int to, int[] words) throws DicomException {
    int i = from;
    int o = 0;
    while (o < words.length) {
      if (i + 1 >= to) {
        throw damaged("has a segment that ends after " + o + " of " + words.length + " pixels");
      }
      int control = in[i++];
      int run = control >= 0 ? control + 1 : 1 - control;
      if (control == -128) {
        continue;
      }
      int count = Math.min(run, words.length - o);
      if (control >= 0 && i + count > to) {
        throw damaged("has a run past the end of its segment");
      }
      for (int k = 0; k < count; k++) {
        words[o] = (words[o] << 8) | (in[control >= 0 ? i + k : i] & 0xFF);
        o++;
      }
      i += control >= 0 ? run : 1;
    }
  }

  private static DicomException damaged(String what) {
    return new DicomException(Kind.DAMAGED, "the RLE frame " + what);
  }
}
