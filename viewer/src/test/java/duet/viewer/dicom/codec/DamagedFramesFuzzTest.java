package duet.viewer.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.SharedData;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.TransferSyntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A damaged codestream gives a picture or a DicomException, within seconds, and prints nothing. */
class DamagedFramesFuzzTest {
  private static final long SEED = 20261124;
  private static final int ROUNDS = 100;

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "RLE, wg04/RLE/CT1_RLE, 16",
    "JPEG_EXTENDED, wg04/JPLY/MR1_JPLY, 16",
    "JPEG_LOSSLESS_SV1, wg04/JPLL/CT1_JPLL, 16",
    "JPEG_LS, wg04/JLSL/CT1_JLSL, 16",
    "JPEG_LS_NEAR, wg04/JLSN/CT1_JLSN, 16",
    "JPEG_2000_LOSSLESS, wg04/J2KR/CT1_J2KR, 16",
    "JPEG_2000, wg04/J2KI/CT1_J2KI, 16"
  })
  void damageEndsAsAPictureOrAnException(TransferSyntax syntax, String name, int bits)
      throws IOException {
    byte[] codestream = codestream(name, syntax);
    FrameShape shape = new FrameShape(512, 512, bits, bits, bits - 1, true);
    PrintStream stderr = System.err;
    var printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Random random = new Random(SEED);
    int refused = 0;
    try {
      for (int i = 0; i < ROUNDS; i++) {
        byte[] damaged = damage(codestream, random);
        refused +=
            assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> decodes(syntax, damaged, shape) ? 0 : 1,
                "round " + i + " of seed " + SEED);
      }
    } finally {
      System.setErr(stderr);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
    assertTrue(refused > 0, "nothing was found to be damaged");
  }

  private static boolean decodes(TransferSyntax syntax, byte[] codestream, FrameShape shape) {
    try {
      int[] values = Decoders.decode(syntax.uid(), codestream, shape);
      assertEquals(shape.pixels(), values.length);
      return true;
    } catch (DicomException e) {
      return false;
    }
  }

  /** Half of the damage is in the header; some streams are cut. */
  private static byte[] damage(byte[] codestream, Random random) {
    byte[] damaged = codestream.clone();
    int reach = random.nextBoolean() ? Math.min(200, damaged.length) : damaged.length;
    for (int k = 0; k <= random.nextInt(8); k++) {
      damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length))
        : damaged;
  }

  /** The one fragment of a single-frame file, found without a parser. */
  private static byte[] codestream(String name, TransferSyntax syntax) throws IOException {
    byte[] file = Files.readAllBytes(SharedData.of("dicom/" + name));
    byte[] start =
        switch (syntax) {
          case RLE -> new byte[] {2, 0, 0, 0, 64, 0, 0, 0};
          case JPEG_2000, JPEG_2000_LOSSLESS -> new byte[] {-1, 0x4F, -1, 0x51};
          default -> new byte[] {-1, (byte) 0xD8, -1};
        };
    for (int i = file.length - start.length; i >= 0; i--) {
      if (Arrays.equals(start, Arrays.copyOfRange(file, i, i + start.length))) {
        return Arrays.copyOfRange(file, i, file.length);
      }
    }
    throw new IOException("no codestream in " + name);
  }
}
