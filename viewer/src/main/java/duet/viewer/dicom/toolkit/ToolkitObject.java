package duet.viewer.dicom.toolkit;

import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import duet.viewer.dicom.DicomObject;
import duet.viewer.dicom.Tag;
import duet.viewer.dicom.codec.Decoders;
import duet.viewer.dicom.codec.FrameShape;
import duet.viewer.dicom.codec.NativePixels;
import java.nio.ByteOrder;

/** A data set and its encoded pixels; frames are decoded when asked for. */
record ToolkitObject(
    DataSet header, String transferSyntaxUid, boolean bigEndian, EncodedPixels pixels)
    implements DicomObject {

  @Override
  public int frames() {
    if (pixels.fragments().isEmpty()) {
      return 0;
    }
    return Math.max(1, header.integer(Tag.NUMBER_OF_FRAMES).orElse(1));
  }

  @Override
  public int[] frame(int frame) throws DicomException {
    if (frame < 0 || frame >= frames()) {
      throw new DicomException(Kind.DAMAGED, "there is no frame " + (frame + 1));
    }
    FrameShape shape = FrameShape.from(header);
    if (pixels.encapsulated()) {
      return Decoders.decode(transferSyntaxUid, pixels.codestream(frame, frames()), shape);
    }
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NativePixels(pixels.fragments().get(0), order).frame(frame, shape);
  }
}
