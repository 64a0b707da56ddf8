package duet.viewer.dicom.toolkit;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.aoju.bus.image.galaxy.io.ImageInputStream;

/**
 * Pixel data as it lies in the file.
 *
 * @param encapsulated whether the first fragment is the Basic Offset Table (PS3.5 A.4) and the
 *     others are codestreams; otherwise there is one fragment that holds all frames
 */
record EncodedPixels(boolean encapsulated, List<byte[]> fragments) {
  private static final int MOST_FRAGMENTS = 200_000;
  private static final int UNDEFINED = -1;

  static final EncodedPixels NONE = new EncodedPixels(false, List.of());

  /** Reads on from the header of the Pixel Data element. */
  static EncodedPixels read(ImageInputStream in) throws IOException {
    if (in.length() != UNDEFINED) {
      return new EncodedPixels(false, List.of(value(in)));
    }
    List<byte[]> fragments = new ArrayList<>();
    while (nextItem(in, fragments.size())) {
      if (fragments.size() == MOST_FRAGMENTS) {
        throw new CappedStream.TooLargeException();
      }
      fragments.add(value(in));
    }
    return new EncodedPixels(true, fragments);
  }

  /** Some writers leave out the delimiter at the end: with a codestream read, that is the end. */
  private static boolean nextItem(ImageInputStream in, int read) throws IOException {
    try {
      return in.readItemHeader();
    } catch (EOFException e) {
      if (read > 1) {
        return false;
      }
      throw e;
    }
  }

  private static byte[] value(ImageInputStream in) throws IOException {
    if (in.length() < 0) {
      throw new CappedStream.TooLargeException();
    }
    byte[] value = in.readNBytes(in.length());
    if (value.length < in.length()) {
      throw new EOFException("the pixel data ends too early");
    }
    return value;
  }

  /**
   * Codestream of one frame.
   *
   * @param frames number of frames that the header promises
   * @param frame 0-based
   */
  byte[] codestream(int frame, int frames) throws DicomException {
    List<byte[]> codestreams = fragments.subList(1, fragments.size());
    if (frames == 1) {
      return join(codestreams);
    }
    if (codestreams.size() == frames) {
      return codestreams.get(frame);
    }
    List<Integer> starts = byOffsetTable(frames);
    if (starts.size() != frames) {
      starts = byMarker();
    }
    if (starts.size() != frames) {
      throw new DicomException(
          Kind.DAMAGED,
          codestreams.size() + " pixel fragments cannot be divided into " + frames + " frames");
    }
    int end = frame + 1 < frames ? starts.get(frame + 1) : codestreams.size();
    return join(codestreams.subList(starts.get(frame), end));
  }

  /** Index of the first fragment of each frame; fewer where the table does not fit. */
  private List<Integer> byOffsetTable(int frames) {
    ByteBuffer table = ByteBuffer.wrap(fragments.get(0)).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> starts = new ArrayList<>();
    long position = 0;
    for (int i = 1; i < fragments.size() && table.remaining() >= 4; i++) {
      if (Integer.toUnsignedLong(table.getInt(table.position())) == position) {
        starts.add(i - 1);
        table.getInt();
      }
      position += 8L + fragments.get(i).length;
    }
    return table.remaining() >= 4 || starts.size() != frames ? List.of() : starts;
  }

  /** Every codestream of the JPEG family starts with SOI (FFD8) or SOC (FF4F). */
  private List<Integer> byMarker() {
    List<Integer> starts = new ArrayList<>();
    for (int i = 1; i < fragments.size(); i++) {
      byte[] bytes = fragments.get(i);
      boolean starting =
          bytes.length >= 2
              && bytes[0] == (byte) 0xFF
              && (bytes[1] == (byte) 0xD8 || bytes[1] == 0x4F);
      if (starting) {
        starts.add(i - 1);
      }
    }
    return starts;
  }

  private static byte[] join(List<byte[]> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int length = parts.stream().mapToInt(part -> part.length).sum();
    ByteBuffer joined = ByteBuffer.allocate(length);
    parts.forEach(joined::put);
    return joined.array();
  }
}
