package duet.viewer.dicom.codec;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Keeps a thread from printing to stderr. JJ2000 prints a stack trace for each damaged codestream
 * before it throws, and has no switch for it; other threads print as ever.
 */
final class Stderr {
  private static final ThreadLocal<Boolean> MUTED = ThreadLocal.withInitial(() -> false);

  private Stderr() {}

  /** Mutes this thread. */
  static void mute() {
    install();
    MUTED.set(true);
  }

  static void unmute() {
    MUTED.remove();
  }

  /** In front of whatever stderr is now, once. */
  private static synchronized void install() {
    if (!(System.err instanceof Filtered)) {
      System.setErr(new Filtered(System.err));
    }
  }

  private static final class Filtered extends PrintStream {
    Filtered(PrintStream stderr) {
      super(new Filter(stderr), true, Charset.defaultCharset());
    }
  }

  private static final class Filter extends OutputStream {
    private final PrintStream stderr;

    Filter(PrintStream stderr) {
      this.stderr = stderr;
    }

    @Override
    public void write(int value) {
      if (!MUTED.get()) {
        stderr.write(value);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (!MUTED.get()) {
        stderr.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() {
      stderr.flush();
    }
  }
}
