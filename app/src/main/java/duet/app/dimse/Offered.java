package duet.app.dimse;

import duet.viewer.dicom.TransferSyntax;
import java.util.List;

/** What the listener agrees to receive: everything that can be shown afterwards, and no more. */
final class Offered {
  static final String VERIFICATION = "1.2.840.10008.1.1";

  /** All storage classes of the standard begin so (PS3.4 annex B). */
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

  private static final List<TransferSyntax> TRANSFER_SYNTAXES =
      List.of(
          TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
          TransferSyntax.IMPLICIT_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_BIG_ENDIAN,
          TransferSyntax.DEFLATED_LITTLE_ENDIAN,
          TransferSyntax.RLE,
          TransferSyntax.JPEG_BASELINE,
          TransferSyntax.JPEG_EXTENDED,
          TransferSyntax.JPEG_LOSSLESS,
          TransferSyntax.JPEG_LOSSLESS_SV1,
          TransferSyntax.JPEG_LS,
          TransferSyntax.JPEG_LS_NEAR,
          TransferSyntax.JPEG_2000_LOSSLESS,
          TransferSyntax.JPEG_2000);

  private Offered() {}

  static String[] transferSyntaxUids() {
    return TRANSFER_SYNTAXES.stream().map(TransferSyntax::uid).toArray(String[]::new);
  }

  static boolean isOffered(String abstractSyntax) {
    return abstractSyntax.equals(VERIFICATION) || abstractSyntax.startsWith(STORAGE);
  }
}
