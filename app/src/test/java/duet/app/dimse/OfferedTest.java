package duet.app.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.TransferSyntax;
import duet.viewer.dicom.codec.Decoders;
import duet.viewer.dicom.codec.FrameShape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferedTest {
  /** Their pixels need no decoder. */
  private static final Set<TransferSyntax> PLAIN =
      Set.of(
          TransferSyntax.IMPLICIT_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_BIG_ENDIAN,
          TransferSyntax.DEFLATED_LITTLE_ENDIAN);

  @Test
  void offersAllTransferSyntaxesThatCanBeShownAndNoOther() {
    List<String> offered = List.of(Offered.transferSyntaxUids());
    for (TransferSyntax syntax : TransferSyntax.values()) {
      boolean shown = PLAIN.contains(syntax) || hasDecoder(syntax);
      assertEquals(shown, offered.contains(syntax.uid()), syntax.title());
    }
  }

  @Test
  void offersStorageAndVerificationOnly() {
    assertTrue(Offered.isOffered("1.2.840.10008.5.1.4.1.1.2"));
    assertTrue(Offered.isOffered("1.2.840.10008.1.1"));
    assertFalse(Offered.isOffered("1.2.840.10008.5.1.4.1.2.2.1"));
  }

  private static boolean hasDecoder(TransferSyntax syntax) {
    FrameShape shape = new FrameShape(1, 1, 8, 8, 7, false);
    DicomException error =
        assertThrows(DicomException.class, () -> Decoders.decode(syntax.uid(), new byte[4], shape));
    return error.kind() != DicomException.Kind.UNSUPPORTED;
  }
}
