package duet.app.dimse;

import duet.viewer.dicom.toolkit.Bootstrap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.aoju.bus.core.exception.InternalException;
import org.aoju.bus.image.Device;
import org.aoju.bus.image.Status;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.aoju.bus.image.metric.ApplicationEntity;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.Connection;
import org.aoju.bus.image.metric.DimseRSP;
import org.aoju.bus.image.metric.InputStreamWriter;
import org.aoju.bus.image.metric.internal.pdu.AAssociateRQ;

/** Sends objects one by one over one association, as a scanner does. */
public final class StoreScu {
  private static final int TIMEOUT_MS = 30_000;

  private StoreScu() {}

  /** Whom to call, and as whom. */
  public record Peer(String host, int port, String calledAeTitle, String callingAeTitle) {}

  /** Makes an object when its turn comes. */
  public interface Source {
    /** A whole DICOM file of the class and transfer syntax of the first one. */
    byte[] file() throws IOException;
  }

  /**
   * Returns when the last object was answered.
   *
   * @param pause between an answer and the next object
   * @param answered called with the number of objects stored by the peer, after each
   * @return the number of objects that the peer stored; it refused the others
   * @throws IOException when there is no association, or it breaks
   */
  public static int send(Peer peer, List<Source> objects, Duration pause, IntConsumer answered)
      throws IOException, InterruptedException {
    Bootstrap.run();
    if (objects.isEmpty()) {
      return 0;
    }
    try (Threads threads = Threads.of("sender")) {
      byte[] first = objects.get(0).file();
      Association association =
          entity(peer, threads)
              .connect(
                  new Connection("peer", peer.host(), peer.port()), request(peer, meta(first)));
      int stored = store(association, first);
      answered.accept(stored);
      for (Source object : objects.subList(1, objects.size())) {
        Thread.sleep(pause.toMillis());
        stored += store(association, object.file());
        answered.accept(stored);
      }
      association.release();
      association.waitForSocketClose();
      return stored;
    } catch (InternalException | GeneralSecurityException e) {
      throw new IOException("the peer does not take these objects", e);
    }
  }

  private static ApplicationEntity entity(Peer peer, Threads threads) {
    Connection local = new Connection();
    local.setConnectTimeout(TIMEOUT_MS);
    local.setAcceptTimeout(TIMEOUT_MS);
    local.setResponseTimeout(TIMEOUT_MS);
    local.setReleaseTimeout(TIMEOUT_MS);
    Device device = new Device("duet-sender");
    device.setExecutor(threads.connections());
    device.setScheduledExecutor(threads.timer());
    device.addConnection(local);
    ApplicationEntity entity = new ApplicationEntity(peer.callingAeTitle());
    device.addApplicationEntity(entity);
    entity.addConnection(local);
    return entity;
  }

  private static AAssociateRQ request(Peer peer, Attributes meta) {
    AAssociateRQ request = new AAssociateRQ();
    request.setCalledAET(peer.calledAeTitle());
    request.setCallingAET(peer.callingAeTitle());
    request.setImplClassUID(Bootstrap.IMPLEMENTATION_CLASS_UID);
    request.setImplVersionName(Bootstrap.IMPLEMENTATION_VERSION_NAME);
    request.addPresentationContextFor(
        meta.getString(Tag.MediaStorageSOPClassUID),
        meta.getString(Tag.TransferSyntaxUID, UID.ImplicitVRLittleEndian));
    return request;
  }

  private static Attributes meta(byte[] file) throws IOException {
    try (ImageInputStream in = new ImageInputStream(new ByteArrayInputStream(file))) {
      return in.readFileMetaInformation();
    }
  }

  /** 1 when the peer stored it. */
  private static int store(Association association, byte[] file)
      throws IOException, InterruptedException {
    try (ImageInputStream in = new ImageInputStream(new ByteArrayInputStream(file))) {
      Attributes meta = in.readFileMetaInformation();
      DimseRSP response =
          association.cstore(
              meta.getString(Tag.MediaStorageSOPClassUID),
              meta.getString(Tag.MediaStorageSOPInstanceUID),
              0,
              new InputStreamWriter(in),
              in.getTransferSyntax());
      response.next();
      return response.getCommand().getInt(Tag.Status, -1) == Status.Success ? 1 : 0;
    }
  }
}
