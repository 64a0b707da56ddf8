package duet.viewer.dicom.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.viewer.SharedData;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomObject;
import duet.viewer.dicom.Tag;
import duet.viewer.dicom.TransferSyntax;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every monochrome file that pydicom and GDCM decode gives the same pixels here. */
class ExpectedPixelsTest {
  private static final String CT0012 = "dicomParser/encapsulated/multi-frame/CT0012.";

  /** Lossy in ways in which two decoders may differ by a rounding. */
  private static final Set<String> LOSSY =
      Set.of(
          TransferSyntax.JPEG_BASELINE.uid(),
          TransferSyntax.JPEG_EXTENDED.uid(),
          TransferSyntax.JPEG_2000.uid());

  /** Files that GDCM misreads, and a lossless copy of the same pixels. */
  private static final Map<String, String> TWINS =
      Map.of(
          CT0012 + "fragmented_no_bot_jpeg_ls.80.dcm",
          CT0012 + "not_fragmented_bot_jpeg_ls.80.dcm",
          "wg04/JLSL/MR1_JLSL",
          "wg04/RLE/MR1_RLE");

  /** Bits above the high bit, which pydicom keeps and the standard cuts off; and one misread. */
  private static final Set<String> NOT_COMPARABLE =
      Set.of(
          "dcm4che/ovly_p01.dcm",
          "dcm_qa_12bit/12bitSigned_0x0F0F.dcm",
          "dcm_qa_12bit/12bitUnsigned.dcm",
          "dcm_qa_12bit/12bitUnsigned_0x0F0F.dcm",
          "pydicom/test_files/JPEG2000-embedded-sequence-delimiter.dcm", // overwritten width
          CT0012 + "fragmented_no_bot_jpeg_ls.81.dcm");

  @Test
  void pixelsAreThoseOfPydicomAndGdcm() throws Exception {
    Path folder = SharedData.of("dicom");
    JsonNode expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
    List<String> differing = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      String name = entry.getKey();
      if (!comparable(entry.getValue()) || NOT_COMPARABLE.contains(name)) {
        continue;
      }
      JsonNode truth = expected.path(TWINS.getOrDefault(name, name));
      String difference = difference(folder.resolve(name), truth);
      compared++;
      if (!difference.isEmpty()) {
        differing.add(name + " " + difference);
      }
    }
    assertEquals(List.of(), differing, "of " + compared + " files");
    assertTrue(compared > 270, compared + " files were compared");
  }

  private static boolean comparable(JsonNode file) {
    return file.path("dec").asText().equals("ok")
        && file.path("PhotometricInterpretation").asText().startsWith("MONOCHROME")
        && file.path("BitsAllocated").asInt() > 1;
  }

  /** Empty where there is none. */
  private static String difference(Path path, JsonNode truth)
      throws IOException, NoSuchAlgorithmException {
    try {
      DicomObject object = new ToolkitReader().read(path);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      int least = Integer.MAX_VALUE;
      int most = Integer.MIN_VALUE;
      for (int i = 0; i < object.frames(); i++) {
        int[] values = object.frame(i);
        digest.update(bytes(values, object));
        least = Math.min(least, Arrays.stream(values).min().orElseThrow());
        most = Math.max(most, Arrays.stream(values).max().orElseThrow());
      }
      boolean equal = HexFormat.of().formatHex(digest.digest()).equals(truth.path("psha").asText());
      boolean near =
          LOSSY.contains(truth.path("ts").asText())
              && Math.abs(least - truth.path("mn").asInt()) <= 2
              && Math.abs(most - truth.path("mx").asInt()) <= 2;
      return equal || near ? "" : "differs: " + least + ".." + most;
    } catch (DicomException e) {
      return e.kind() + " " + e.getMessage();
    }
  }

  /** As pydicom returns them: in the byte order of the file. */
  private static byte[] bytes(int[] values, DicomObject object) {
    boolean big = object.transferSyntaxUid().equals(TransferSyntax.EXPLICIT_BIG_ENDIAN.uid());
    int bits = object.header().integer(Tag.BITS_ALLOCATED).orElseThrow();
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * bits / 8)
            .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      switch (bits) {
        case 8 -> bytes.put((byte) value);
        case 16 -> bytes.putShort((short) value);
        default -> bytes.putInt(value);
      }
    }
    return bytes.array();
  }
}
