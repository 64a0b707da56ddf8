package duet.viewer.dicom.toolkit;

import duet.viewer.dicom.DicomWriter;
import duet.viewer.dicom.NewImage;
import duet.viewer.dicom.TransferSyntax;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.ElementDictionary;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;

/** Writes DICOM with the toolkit, under our own implementation UID. */
public final class ToolkitWriter implements DicomWriter {
  public ToolkitWriter() {
    Bootstrap.run();
  }

  @Override
  public void write(NewImage image, OutputStream out) throws IOException {
    Attributes attributes = new Attributes();
    // first: it decides how all text that follows is encoded
    attributes.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    image
        .attributes()
        .forEach(
            (tag, text) -> {
              VR vr = ElementDictionary.vrOf(tag.value(), null);
              attributes.setString(tag.value(), vr, text.split("\\\\", -1));
            });
    attributes.setBytes(Tag.PixelData, VR.OW, littleEndian(image.pixels()));

    String syntax = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();
    Attributes meta = attributes.createFileMetaInformation(syntax);
    meta.setString(Tag.ImplementationClassUID, VR.UI, Bootstrap.IMPLEMENTATION_CLASS_UID);
    meta.setString(Tag.ImplementationVersionName, VR.SH, Bootstrap.IMPLEMENTATION_VERSION_NAME);
    var file = new ImageOutputStream(out, syntax); // not closed: that would close the caller's
    file.writeDataset(meta, attributes);
    file.finish();
    file.flush();
  }

  private static byte[] littleEndian(short[] pixels) {
    ByteBuffer bytes = ByteBuffer.allocate(pixels.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pixels);
    return bytes.array();
  }
}
