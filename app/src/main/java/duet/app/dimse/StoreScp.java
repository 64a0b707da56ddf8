package duet.app.dimse;

import duet.app.archive.Archive;
import duet.app.archive.PeerException;
import duet.app.archive.Receipt;
import duet.viewer.dicom.toolkit.Bootstrap;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import org.aoju.bus.image.Status;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.ImageException;
import org.aoju.bus.image.metric.PDVInputStream;
import org.aoju.bus.image.metric.internal.pdu.Presentation;
import org.aoju.bus.image.metric.service.BasicCStoreSCP;
import org.jspecify.annotations.Nullable;

/** Answers C-STORE requests: success only once the archive has the object safely. */
final class StoreScp extends BasicCStoreSCP {
  private static final Pattern UID_TEXT = Pattern.compile("[0-9.]{1,64}");

  /** Nothing larger could be shown; an endless object must not fill the disk. */
  private static final long MOST_BYTES = 2L << 30;

  private final Archive archive;

  StoreScp(Archive archive) {
    super("*");
    this.archive = archive;
  }

  @Override
  protected void store(
      Association association,
      Presentation context,
      Attributes request,
      @Nullable PDVInputStream data,
      Attributes response)
      throws IOException {
    String sopClass = uid(request, Tag.AffectedSOPClassUID);
    String sopInstance = uid(request, Tag.AffectedSOPInstanceUID);
    if (data == null) {
      throw new ImageException(Status.CannotUnderstand, "no data set");
    }
    Attributes meta =
        association.createFileMetaInformation(sopInstance, sopClass, context.getTransferSyntax());
    meta.setString(Tag.ImplementationClassUID, VR.UI, Bootstrap.IMPLEMENTATION_CLASS_UID);
    meta.setString(Tag.ImplementationVersionName, VR.SH, Bootstrap.IMPLEMENTATION_VERSION_NAME);
    // The same object must be the same file, whoever sends it.
    meta.remove(Tag.SourceApplicationEntityTitle);
    Receipt receipt = archive.receive(sopClass, sopInstance, file -> write(meta, data, file));
    if (receipt instanceof Receipt.NotStored refusal) {
      throw new ImageException(status(refusal.reason()), refusal.text());
    }
  }

  private static String uid(Attributes request, int tag) throws ImageException {
    String uid = request.getString(tag, "");
    if (!UID_TEXT.matcher(uid).matches()) {
      throw new ImageException(Status.DataSetDoesNotMatchSOPClassError, "not a valid UID");
    }
    return uid;
  }

  static int status(Receipt.Reason reason) {
    return switch (reason) {
      case DISK -> Status.OutOfResources;
      case NOT_UNDERSTOOD -> Status.CannotUnderstand;
      case NOT_AS_ANNOUNCED -> Status.DataSetDoesNotMatchSOPClassError;
    };
  }

  /** The data set goes to the file byte by byte as it came. */
  private static void write(Attributes meta, PDVInputStream data, OutputStream file)
      throws IOException {
    ImageOutputStream header = new ImageOutputStream(file, UID.ExplicitVRLittleEndian);
    header.writeFileMetaInformation(meta); // not closed: that would close the file
    header.flush();
    byte[] buffer = new byte[1 << 16];
    long left = MOST_BYTES;
    for (int count = read(data, buffer); count >= 0; count = read(data, buffer)) {
      left -= count;
      if (left < 0) {
        throw new IOException("an object of more than " + (MOST_BYTES >> 20) + " MiB");
      }
      file.write(buffer, 0, count);
    }
  }

  private static int read(PDVInputStream data, byte[] buffer) throws PeerException {
    try {
      return data.read(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw new PeerException(e);
    }
  }
}
