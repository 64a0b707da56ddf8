package duet.app.dimse;

import duet.app.config.ListenerLimits;
import duet.viewer.dicom.toolkit.Bootstrap;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.aoju.bus.image.Device;
import org.aoju.bus.image.Dimse;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.AssociationHandler;
import org.aoju.bus.image.metric.AssociationMonitor;
import org.aoju.bus.image.metric.internal.pdu.AAssociateAC;
import org.aoju.bus.image.metric.internal.pdu.AAssociateRJ;
import org.aoju.bus.image.metric.internal.pdu.AAssociateRQ;
import org.aoju.bus.image.metric.internal.pdu.IdentityAC;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Greets the peers, counts them, and shows out who only keeps a place.
 *
 * <p>A connection costs a thread from its first moment. So a peer has a short time for its whole
 * request; when too many wait in front of it, the oldest goes; and an association has to complete a
 * message now and then, because a byte a minute would keep the socket's own time limit content.
 */
final class Reception extends AssociationHandler implements AssociationMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  /** Connections without an association. A real sender needs milliseconds to get out of these. */
  private static final int MOST_HALF_OPEN = 64;

  private final Device device;
  private final ListenerLimits limits;
  private final LongSupplier nanoTime;

  Reception(Device device, ListenerLimits limits, LongSupplier nanoTime) {
    this.device = device;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  @Override
  protected AAssociateAC negotiate(Association association, AAssociateRQ request)
      throws IOException {
    long open = open().stream().filter(Association::isReadyForDataTransfer).count();
    if (open >= limits.associations()) {
      throw new AAssociateRJ(
          AAssociateRJ.RESULT_REJECTED_TRANSIENT,
          AAssociateRJ.SOURCE_SERVICE_PROVIDER_PRES,
          AAssociateRJ.REASON_LOCAL_LIMIT_EXCEEDED);
    }
    return super.negotiate(association, request);
  }

  @Override
  protected AAssociateAC makeAAssociateAC(
      Association association, AAssociateRQ request, IdentityAC identity) {
    AAssociateAC answer = super.makeAAssociateAC(association, request, identity);
    answer.setImplClassUID(Bootstrap.IMPLEMENTATION_CLASS_UID);
    answer.setImplVersionName(Bootstrap.IMPLEMENTATION_VERSION_NAME);
    return answer;
  }

  @Override
  public void onAssociationAccepted(Association association) {
    association.setProperty(Pace.class, new Pace(messages(association), nanoTime.getAsLong()));
    association.addAssociationListener(Reception::closed);
    try {
      association.getSocket().setSoTimeout(Math.toIntExact(limits.idle().toMillis()));
    } catch (SocketException e) {
      association.abort();
    }
    LOG.info("association {} of {} opened", association.getSerialNo(), caller(association));
  }

  @Override
  public void onAssociationRejected(Association association, AAssociateRJ reason) {
    LOG.warn(
        "association {} of {} rejected (result {}, source {}, reason {})",
        association.getSerialNo(),
        caller(association),
        reason.getResult(),
        reason.getSource(),
        reason.getReason());
  }

  @Override
  public void onAssociationEstablished(Association association) {
    LOG.debug("only a listener: no association is opened from here");
  }

  @Override
  public void onAssociationFailed(Association association, Throwable reason) {
    LOG.info("a connection ended without an association ({})", reason.getClass().getSimpleName());
  }

  private static void closed(Association association) {
    LOG.info(
        "association {} of {} closed after {} objects{}",
        association.getSerialNo(),
        caller(association),
        association.getNumberOfReceived(Dimse.C_STORE_RQ),
        association.getException() == null ? "" : ", not in good order");
  }

  /** Makes room for one more connection. */
  void admit() {
    List<Association> waiting =
        open().stream()
            .filter(association -> !association.isReadyForDataTransfer())
            .sorted(Comparator.comparingInt(Association::getSerialNo))
            .toList();
    int tooMany = waiting.size() + 1 - MOST_HALF_OPEN;
    waiting.stream().limit(Math.max(0, tooMany)).forEach(Reception::hangUp);
  }

  /** Ends the associations that have completed no message for too long. */
  void inspect() {
    long now = nanoTime.getAsLong();
    for (Association association : open()) {
      Pace pace = association.getProperty(Pace.class);
      if (pace == null || pace.messages() != messages(association)) {
        association.setProperty(Pace.class, new Pace(messages(association), now));
      } else if (now - pace.sinceNs()
          > TimeUnit.MILLISECONDS.toNanos(limits.message().toMillis())) {
        LOG.warn("association {} is stuck and was ended", association.getSerialNo());
        hangUp(association);
      }
    }
  }

  void hangUpAll() {
    open().forEach(Reception::hangUp);
  }

  private List<Association> open() {
    return Arrays.asList(device.listOpenAssociations());
  }

  /** No A-ABORT: it would wait for a peer that does not read. */
  private static void hangUp(Association association) {
    Sockets.close(association.getSocket());
  }

  private static int messages(Association association) {
    return association.getNumberOfReceived(Dimse.C_STORE_RQ)
        + association.getNumberOfReceived(Dimse.C_ECHO_RQ);
  }

  /** The peer chooses it: no line breaks into the log. */
  private static String caller(Association association) {
    return String.valueOf(association.getCallingAET()).replaceAll("[^ -~]", "?");
  }

  /** Messages up to a moment. */
  private record Pace(int messages, long sinceNs) {}
}
