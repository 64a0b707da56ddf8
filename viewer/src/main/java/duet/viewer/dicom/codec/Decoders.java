package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import duet.viewer.dicom.TransferSyntax;
import java.util.Map;

/** The decoder for each encapsulated transfer syntax. */
public final class Decoders {
  private static final FrameDecoder JPEG = new JpegDecoder();
  private static final FrameDecoder JPEG_LS = new JpegLsDecoder();
  private static final FrameDecoder JPEG_2000 = new Jpeg2000Decoder();

  private static final Map<TransferSyntax, FrameDecoder> DECODERS =
      Map.of(
          TransferSyntax.RLE, new RleDecoder(),
          TransferSyntax.JPEG_BASELINE, JPEG,
          TransferSyntax.JPEG_EXTENDED, JPEG,
          TransferSyntax.JPEG_LOSSLESS, JPEG,
          TransferSyntax.JPEG_LOSSLESS_SV1, JPEG,
          TransferSyntax.JPEG_LS, JPEG_LS,
          TransferSyntax.JPEG_LS_NEAR, JPEG_LS,
          TransferSyntax.JPEG_2000_LOSSLESS, JPEG_2000,
          TransferSyntax.JPEG_2000, JPEG_2000);

  private Decoders() {}

  /**
   * Stored values of one frame, sign-extended.
   *
   * @throws DicomException of kind UNSUPPORTED without a decoder for the syntax, of kind DAMAGED
   *     when the codestream is broken or contradicts the header
   */
  public static int[] decode(String transferSyntaxUid, byte[] codestream, FrameShape shape)
      throws DicomException {
    FrameDecoder decoder =
        TransferSyntax.of(transferSyntaxUid)
            .map(DECODERS::get)
            .orElseThrow(
                () ->
                    new DicomException(
                        Kind.UNSUPPORTED,
                        "pixels in "
                            + TransferSyntax.titleOf(transferSyntaxUid)
                            + " cannot be decoded"));
    int[] words = guarded(decoder, codestream, shape);
    for (int i = 0; i < words.length; i++) {
      words[i] = shape.stored(words[i]);
    }
    return words;
  }

  /**
   * The boundary to decoders of others, too: JJ2000 throws ThreadDeath on a damaged codestream, and
   * any decoder may run past the end of an array.
   */
  private static int[] guarded(FrameDecoder decoder, byte[] codestream, FrameShape shape)
      throws DicomException {
    try {
      return decoder.decode(codestream, shape);
    } catch (DicomException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw new DicomException(Kind.TOO_LARGE, "the frame does not fit into memory", e);
    } catch (Throwable e) {
      throw new DicomException(Kind.DAMAGED, "the compressed pixels are damaged", e);
    }
  }

  /** Decodes the codestream of one monochrome frame. Input is hostile: bounded memory and time. */
  interface FrameDecoder {
    /**
     * Stored words row by row, without regard to sign and overlay bits.
     *
     * @throws DicomException when the codestream is damaged or does not fit the shape
     */
    int[] decode(byte[] codestream, FrameShape shape) throws DicomException;
  }
}
