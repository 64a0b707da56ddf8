package duet.viewer.dicom.codec;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import duet.viewer.dicom.DicomException;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStreamImpl;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;

/**
 * JPEG 2000 part 1 by JJ2000, as jai-imageio repackages it. The reader is made directly: what
 * ImageIO finds depends on what else is on the class path.
 */
final class Jpeg2000Decoder implements Decoders.FrameDecoder {
  private static final int SOC = 0xFF4F;
  private static final int SIZ = 0xFF51;
  private static final int SIZ_BYTES = 43;
  private static final long MOST_TILES = 4096;

  static {
    // JJ2000 tells stderr about damage; the exception it throws tells us
    FacilityManager.registerMsgLogger(null, new Silence());
  }

  @Override
  public int[] decode(byte[] codestream, FrameShape shape) throws DicomException {
    check(codestream, shape);
    Raster raster;
    try {
      raster = raster(codestream);
    } catch (IOException e) {
      throw Segments.damaged("ends too early");
    }
    if (raster.getWidth() != shape.columns() || raster.getHeight() != shape.rows()) {
      throw Segments.damaged("decodes to another size");
    }
    return raster.getSamples(
        raster.getMinX(), raster.getMinY(), shape.columns(), shape.rows(), 0, (int[]) null);
  }

  private static Raster raster(byte[] codestream) throws IOException {
    ImageReader reader = new J2KImageReaderSpi().createReaderInstance(null);
    Stderr.mute();
    try (var input = new BoundedInput(codestream)) {
      reader.setInput(input, true, true);
      return reader.readRaster(0, null);
    } finally {
      Stderr.unmute();
      reader.dispose();
    }
  }

  /** Reads the SIZ segment, which always comes first (ITU-T T.800 A.5.1). */
  private static void check(byte[] codestream, FrameShape shape) throws DicomException {
    ByteBuffer in = ByteBuffer.wrap(codestream);
    if (in.remaining() < SIZ_BYTES || u16(in) != SOC || u16(in) != SIZ) {
      throw Segments.damaged("is not a JPEG 2000 codestream");
    }
    in.position(in.position() + 4); // length, capabilities
    long right = u32(in);
    long bottom = u32(in);
    long left = u32(in);
    long top = u32(in);
    long tileWidth = u32(in);
    long tileHeight = u32(in);
    in.position(in.position() + 8); // tile offsets
    int components = u16(in);
    int bits = (in.get() & 0x7F) + 1;
    int columns = (int) Math.min(Integer.MAX_VALUE, right - left);
    int rows = (int) Math.min(Integer.MAX_VALUE, bottom - top);
    Segments.check(shape, columns, rows, bits, components);
    if (tileWidth == 0
        || tileHeight == 0
        || (right / tileWidth + 1) * (bottom / tileHeight + 1) > MOST_TILES) {
      throw Segments.damaged("is cut into too many tiles");
    }
  }

  private static int u16(ByteBuffer in) {
    return in.getShort() & 0xFFFF;
  }

  private static long u32(ByteBuffer in) {
    return Integer.toUnsignedLong(in.getInt());
  }

  /**
   * A damaged header may promise JJ2000 millions of packets, which it looks for in the same bytes.
   * So each decode may read its bytes a few times over, and no more.
   */
  private static final class BoundedInput extends ImageInputStreamImpl {
    private static final int TIMES = 8;

    private final byte[] bytes;
    private long left;

    BoundedInput(byte[] bytes) {
      this.bytes = bytes;
      this.left = (long) TIMES * bytes.length + (1 << 16);
    }

    @Override
    public int read() throws IOException {
      spend(1);
      return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = (int) Math.min(length, bytes.length - streamPos);
      if (count <= 0) {
        spend(1);
        return -1;
      }
      spend(count);
      System.arraycopy(bytes, (int) streamPos, buffer, offset, count);
      streamPos += count;
      return count;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    private void spend(int count) throws IOException {
      bitOffset = 0;
      left -= count;
      if (left < 0) {
        throw new IOException("reads its bytes over and over");
      }
    }
  }

  private static final class Silence implements MsgLogger {
    @Override
    public void printmsg(int severity, String message) {}

    @Override
    public void println(String text, int indent, int hanging) {}

    @Override
    public void flush() {}
  }
}
