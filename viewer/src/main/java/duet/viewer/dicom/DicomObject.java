package duet.viewer.dicom;

/** A DICOM object in memory whose pixels are decoded frame by frame, on demand. */
public interface DicomObject {
  DataSet header();

  /** UID of the transfer syntax the object was read in. */
  String transferSyntaxUid();

  /** Number of frames; 0 when the object has no pixel data. */
  int frames();

  /**
   * Stored values of one frame, row by row, sign-extended by Bits Stored and Pixel Representation,
   * before rescale.
   *
   * @param frame 0-based
   * @throws DicomException when the frame is damaged, not monochrome, or in a transfer syntax
   *     without a decoder
   */
  int[] frame(int frame) throws DicomException;
}
