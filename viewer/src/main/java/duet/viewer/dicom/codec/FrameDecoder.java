package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;

/** Decodes the codestream of one monochrome frame. Input is hostile: bounded memory and time. */
interface FrameDecoder {
  /**
   * Stored words row by row, without regard to sign and overlay bits.
   *
   * @throws DicomException when the codestream is damaged or does not fit the shape
   */
  int[] decode(byte[] codestream, FrameShape shape) throws DicomException;
}
