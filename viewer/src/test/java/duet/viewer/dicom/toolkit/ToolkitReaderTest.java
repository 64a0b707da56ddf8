package duet.viewer.dicom.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import duet.viewer.dicom.DicomObject;
import duet.viewer.dicom.NewImage;
import duet.viewer.dicom.Tag;
import duet.viewer.dicom.TransferSyntax;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traps of the toolkit, one by one. */
class ToolkitReaderTest {
  private final ToolkitReader reader = new ToolkitReader();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',              Müller^Jürgen, 4DFC6C6C65725E4AFC7267656E
          ISO_IR 6,        Müller^Jürgen, 4DFC6C6C65725E4AFC7267656E
          NONSENSE,        Müller^Jürgen, 4DFC6C6C65725E4AFC7267656E
          ISO_IR 100,      Müller^Jürgen, 4DFC6C6C65725E4AFC7267656E
          ISO_IR 192,      Müller^Jürgen, 4DC3BC6C6C65725E4AC3BC7267656E
          ISO_IR 144,      Люкceмбypг,    BBEEDA6365DCD17970D3
          GB18030,         王^小东,        CDF55ED0A1B6AB
          '\\ISO 2022 IR 149', 김희중,      1B242943B1E8C8F1C1DF
          '\\ISO 2022 IR 87',  山田,        1B24423B3345441B2842
          """)
  void namesAreReadInTheirOwnCharacterSet(String charset, String name, String hex)
      throws Exception {
    Attributes attributes = image();
    if (!charset.isEmpty()) {
      attributes.setString(0x0008_0005, VR.CS, charset.split("\\\\", -1));
    }
    attributes.setBytes(0x0010_0010, VR.PN, java.util.HexFormat.of().parseHex(hex));

    DicomObject read = read(file(attributes, TransferSyntax.EXPLICIT_LITTLE_ENDIAN));

    assertEquals(name, read.header().text(Tag.PATIENT_NAME).orElseThrow());
  }

  @Test
  void writesNamesInUtf8() throws Exception {
    Map<Tag, String> attributes =
        Map.of(
            Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2",
            Tag.SOP_INSTANCE_UID, "2.25.1",
            Tag.PATIENT_NAME, "Tëst=試験");
    var out = new ByteArrayOutputStream();
    new ToolkitWriter().write(new NewImage(attributes, new short[] {1, -2}), out);

    DicomObject read = read(out.toByteArray());

    assertEquals("Tëst=試験", read.header().text(Tag.PATIENT_NAME).orElseThrow());
    assertEquals("ISO_IR 192", read.header().text(Tag.SPECIFIC_CHARACTER_SET).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "IMPLICIT_LITTLE_ENDIAN",
    "EXPLICIT_LITTLE_ENDIAN",
    "DEFLATED_LITTLE_ENDIAN",
    "EXPLICIT_BIG_ENDIAN"
  })
  void readsEveryUncompressedSyntax(TransferSyntax syntax) throws Exception {
    DicomObject read = read(file(image(), syntax));

    assertEquals(syntax.uid(), read.transferSyntaxUid());
    assertEquals("1.2.3", read.header().text(Tag.SOP_INSTANCE_UID).orElseThrow());
    assertEquals(List.of(0.5, 0.25), read.header().numbers(Tag.PIXEL_SPACING));
    assertEquals(1, read.frames());
  }

  @Test
  void readsAFileWithoutPreamble() throws Exception {
    byte[] file = file(image(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    int metaLength = 12 + (file[140] & 0xFF) + ((file[141] & 0xFF) << 8);

    DicomObject read = read(Arrays.copyOfRange(file, 132 + metaLength, file.length));

    assertEquals("1.2.3", read.header().text(Tag.SOP_INSTANCE_UID).orElseThrow());
  }

  @Test
  void numbersThatAreNoneReadAsEmpty() throws Exception {
    Attributes attributes = image();
    attributes.setBytes(0x0028_1053, VR.DS, "slope ".getBytes(StandardCharsets.US_ASCII));
    attributes.setBytes(0x0028_0030, VR.DS, "0.5\\NaN ".getBytes(StandardCharsets.US_ASCII));

    DicomObject read = read(file(attributes, TransferSyntax.EXPLICIT_LITTLE_ENDIAN));

    assertEquals(true, read.header().number(Tag.RESCALE_SLOPE).isEmpty());
    assertEquals(List.of(), read.header().numbers(Tag.PIXEL_SPACING));
  }

  @Test
  void refusesWhatIsNotDicom() {
    assertEquals(Kind.NOT_DICOM, refusal(new byte[0]));
    assertEquals(
        Kind.NOT_DICOM,
        refusal("not DICOM at all, really not".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void refusesATruncatedFile() throws Exception {
    byte[] file = file(image(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);

    assertEquals(Kind.DAMAGED, refusal(Arrays.copyOf(file, file.length - 1)));
    assertEquals(Kind.DAMAGED, refusal(Arrays.copyOf(file, 300)));
  }

  @Test
  void refusesAnElementThatClaimsGigabytes() throws Exception {
    byte[] head = head(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    byte[] claim = {0x10, 0, 0x10, 0, 'U', 'N', 0, 0, -2, -1, -1, -1, 1, 2, 3};

    assertEquals(Kind.DAMAGED, refusal(joined(head, claim)));
  }

  @Test
  void refusesSequencesNestedTwentyThousandDeep() throws Exception {
    byte[] level = {
      8, 0, 0x40, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1, -2, -1, 0, -32, -1, -1, -1, -1
    };
    var file = new ByteArrayOutputStream();
    file.writeBytes(head(TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
    for (int i = 0; i < 20_000; i++) {
      file.writeBytes(level);
    }

    assertEquals(Kind.DAMAGED, refusal(file.toByteArray()));
  }

  @Test
  void refusesABombThatInflatesPastTheLimit() throws Exception {
    var file = new ByteArrayOutputStream();
    file.writeBytes(head(TransferSyntax.DEFLATED_LITTLE_ENDIAN));
    try (var deflater = new DeflaterOutputStream(file, new Deflater(9, true))) {
      deflater.write(new byte[] {0x10, 0, 0x10, 0, 'U', 'N', 0, 0, 0, 0, 0, 0x40});
      byte[] mebibyte = new byte[1 << 20];
      for (int i = 0; i < 80; i++) {
        deflater.write(mebibyte);
      }
    }

    assertEquals(Kind.TOO_LARGE, refusal(file.toByteArray()));
  }

  @Test
  void anyMutationOfAHeaderGivesAnObjectOrADicomException() throws Exception {
    byte[] good = file(image(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] bytes = good.clone();
      for (int k = 0; k <= random.nextInt(10); k++) {
        bytes[132 + random.nextInt(bytes.length - 132)] = (byte) random.nextInt(256);
      }
      try {
        DicomObject object = read(bytes);
        object.header().numbers(Tag.PIXEL_SPACING);
        object.frame(0);
      } catch (DicomException e) {
        refused++;
      }
    }
    assertFalse(refused == 0);
  }

  @Test
  void readsAHeaderWithoutThePixelsAndRefusesAFolder(@TempDir Path folder) throws Exception {
    byte[] file = file(image(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(file, file.length - 1));

    assertEquals("1.2.3", reader.readHeader(cut).text(Tag.SOP_INSTANCE_UID).orElseThrow());
    assertEquals(Kind.IO, assertThrows(DicomException.class, () -> reader.read(folder)).kind());
  }

  @Test
  void theBrokenImageProvidersOfTheToolkitAreGone() {
    List<String> left = new ArrayList<>();
    IIORegistry.getDefaultInstance()
        .getServiceProviders(ImageReaderSpi.class, false)
        .forEachRemaining(provider -> left.add(provider.getClass().getName()));

    assertFalse(left.stream().anyMatch(name -> name.startsWith("org.aoju")), left.toString());
  }

  private static Attributes image() {
    Attributes attributes = new Attributes();
    attributes.setString(0x0008_0016, VR.UI, "1.2.840.10008.5.1.4.1.1.2");
    attributes.setString(0x0008_0018, VR.UI, "1.2.3");
    attributes.setInt(0x0028_0010, VR.US, 2);
    attributes.setInt(0x0028_0011, VR.US, 2);
    attributes.setString(0x0028_0030, VR.DS, "0.5", "0.25");
    attributes.setInt(0x0028_0100, VR.US, 16);
    attributes.setBytes(0x7FE0_0010, VR.OW, new byte[8]);
    return attributes;
  }

  private static byte[] file(Attributes attributes, TransferSyntax syntax) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ImageOutputStream(bytes, TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid())) {
      out.writeDataset(attributes.createFileMetaInformation(syntax.uid()), attributes);
    }
    return bytes.toByteArray();
  }

  /** Everything before the data set. */
  private static byte[] head(TransferSyntax syntax) throws IOException {
    byte[] file = file(image(), syntax);
    return Arrays.copyOf(file, 144 + (file[140] & 0xFF) + ((file[141] & 0xFF) << 8));
  }

  private static byte[] joined(byte[] head, byte[] rest) {
    byte[] joined = Arrays.copyOf(head, head.length + rest.length);
    System.arraycopy(rest, 0, joined, head.length, rest.length);
    return joined;
  }

  private DicomObject read(byte[] file) throws DicomException {
    return reader.read(new ByteArrayInputStream(file));
  }

  private Kind refusal(byte[] file) {
    return assertThrows(DicomException.class, () -> read(file)).kind();
  }
}
