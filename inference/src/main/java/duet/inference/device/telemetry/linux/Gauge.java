package duet.inference.device.telemetry.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A small file of the kernel, kept open. Reading it from its begin makes the kernel write it anew,
 * so that a poll costs one system call a file, without opening or closing any.
 */
final class Gauge implements AutoCloseable {
  private static final int MOST_BYTES = 1024;
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}");

  private final FileChannel channel;

  private Gauge(FileChannel channel) {
    this.channel = channel;
  }

  static Optional<Gauge> open(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty(); // a pipe would not come back
    }
    try {
      return Optional.of(new Gauge(FileChannel.open(file)));
    } catch (IOException e) {
      return Optional.empty(); // gone, or not for us
    }
  }

  /** Its begin; empty when it cannot be read now, as that of a part that is switched off. */
  String text() {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    try {
      int count = channel.read(bytes, 0);
      return new String(bytes.array(), 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** The one whole number that it holds. */
  OptionalLong number() {
    String text = text().strip();
    return NUMBER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      return; // it was only read
    }
  }
}
