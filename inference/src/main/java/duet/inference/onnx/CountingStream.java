package duet.inference.onnx;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes went through, and passes large pieces on in small ones. */
final class CountingStream extends FilterOutputStream {
  private static final int PIECE = 1 << 20;

  private final LongConsumer progress;
  private long written;

  CountingStream(OutputStream out, LongConsumer progress) {
    super(out);
    this.progress = progress;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    written++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += PIECE) {
      int piece = Math.min(PIECE, length - done);
      out.write(bytes, offset + done, piece);
      written += piece;
      progress.accept(written);
    }
  }
}
