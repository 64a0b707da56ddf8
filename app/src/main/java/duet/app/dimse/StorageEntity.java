package duet.app.dimse;

import duet.app.config.ListenerConfig;
import org.aoju.bus.image.metric.ApplicationEntity;
import org.aoju.bus.image.metric.TransferCapability;
import org.aoju.bus.image.metric.TransferCapability.Role;
import org.aoju.bus.image.metric.internal.pdu.AAssociateAC;
import org.aoju.bus.image.metric.internal.pdu.AAssociateRQ;
import org.aoju.bus.image.metric.internal.pdu.Presentation;

/** Our application entity: who may call it, and for what. */
final class StorageEntity extends ApplicationEntity {
  private static final long serialVersionUID = 1;

  StorageEntity(ListenerConfig config) {
    super(config.aeTitle());
    setAssociationAcceptor(true);
    setAssociationInitiator(false);
    setAcceptedCallingAETitles(config.allowedCallingAeTitles().toArray(String[]::new));
    addTransferCapability(
        new TransferCapability(null, "*", Role.SCP, Offered.transferSyntaxUids()));
  }

  /** The toolkit knows one storage class or all of everything; we want all storage classes. */
  @Override
  protected Presentation negotiate(
      AAssociateRQ request, AAssociateAC answer, Presentation proposed) {
    return Offered.isOffered(proposed.getAbstractSyntax())
        ? super.negotiate(request, answer, proposed)
        : new Presentation(
            proposed.getPCID(),
            Presentation.ABSTRACT_SYNTAX_NOT_SUPPORTED,
            proposed.getTransferSyntax());
  }
}
