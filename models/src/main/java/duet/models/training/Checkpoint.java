package duet.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * All that a run needs to go on as if it had never stopped: a ZIP of {@code state.json} and one
 * NumPy array ({@code GROUP/NAME.npy}, little-endian float32) a variable.
 *
 * <p>It is written beside its place, forced to the disk and renamed, so a crash or a full disk
 * leaves the one before. The checksums of the ZIP tell a damaged one from a whole one.
 */
public final class Checkpoint {
  private static final String STATE = "state.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The format of NumPy's .npy files, version 1.0: magic, version, length of the header. */
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private static final int PREAMBLE = MAGIC.length + 2;
  private static final int ALIGNMENT = 64;

  private Checkpoint() {}

  /**
   * Writes one in place of the one before.
   *
   * @param state plain values, maps and lists; or a record of such
   * @param groups networks and moments, by a name of their own
   * @throws TrainingException it cannot be written, and what was there before is still there
   */
  public static void write(Path file, Object state, Map<String, Variables> groups) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel channel =
              FileChannel.open(
                  part,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.setLevel(Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry(STATE));
        zip.write(JSON.writeValueAsBytes(state));
        for (var group : groups.entrySet()) {
          for (var variable : group.getValue().all().entrySet()) {
            zip.putNextEntry(entry(group.getKey(), variable.getKey()));
            array(zip, variable.getValue());
          }
        }
        zip.finish();
        out.flush();
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TrainingException(
          "the checkpoint "
              + file
              + " cannot be written ("
              + e.getMessage()
              + "); make room and go on with --resume: the last one is still whole",
          e);
    } finally {
      removeQuietly(part);
    }
  }

  private static void removeQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // It is overwritten by the next checkpoint.
    }
  }

  private static ZipEntry entry(String group, String name) {
    return new ZipEntry(group + "/" + name + ".npy");
  }

  private static void array(OutputStream zip, NDArray array) throws IOException {
    DataOutputStream out = new DataOutputStream(zip);
    out.write(MAGIC);
    StringBuilder shape = new StringBuilder();
    for (long dim : array.getShape().getShape()) {
      shape.append(dim).append(", ");
    }
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape.toString().trim() + "), }";
    int padded =
        (PREAMBLE + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREAMBLE;
    byte[] text =
        (header + " ".repeat(padded - header.length() - 1) + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    out.write(text.length & 0xff);
    out.write(text.length >> 8);
    out.write(text);
    ByteBuffer bytes = array.toByteBuffer();
    byte[] chunk = new byte[1 << 16];
    while (bytes.hasRemaining()) {
      int length = Math.min(chunk.length, bytes.remaining());
      bytes.get(chunk, 0, length);
      out.write(chunk, 0, length);
    }
  }

  /**
   * Reads the state, then the values into variables of the same names and shapes.
   *
   * @param groups as when it was written
   * @throws TrainingException it is missing, damaged, or of another network
   */
  public static <T> T read(Path file, Class<T> state, Map<String, Variables> groups) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var group : groups.entrySet()) {
        for (var variable : group.getValue().all().entrySet()) {
          restore(zip, entry(group.getKey(), variable.getKey()), variable.getValue());
        }
      }
      return JSON.readValue(bytes(zip, new ZipEntry(STATE)), state);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new TrainingException(
          "the checkpoint " + file + " cannot be used: " + e.getMessage() + "; begin a new run", e);
    }
  }

  private static void restore(ZipFile zip, ZipEntry entry, NDArray into) throws IOException {
    byte[] bytes = bytes(zip, entry);
    int header = PREAMBLE + (bytes[PREAMBLE - 2] & 0xff) + ((bytes[PREAMBLE - 1] & 0xff) << 8);
    Shape shape = into.getShape();
    if (bytes.length - header != 4 * shape.size()) {
      throw new IOException(entry.getName() + " has another size; was the network another?");
    }
    ByteBuffer values = ByteBuffer.wrap(bytes, header, bytes.length - header).slice();
    float[] floats = new float[(int) shape.size()];
    values.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    into.set(floats);
  }

  private static byte[] bytes(ZipFile zip, ZipEntry wanted) throws IOException {
    ZipEntry entry = zip.getEntry(wanted.getName());
    if (entry == null) {
      throw new IOException(wanted.getName() + " is not in it; was the network another?");
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readAllBytes();
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (crc.getValue() != entry.getCrc()) {
      throw new IOException(wanted.getName() + " is damaged");
    }
    return bytes;
  }
}
