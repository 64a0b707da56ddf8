package duet.inference.surgery;

/** A graph that an edit cannot be made on. The message says why and what now. */
public final class SurgeryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SurgeryException(String message) {
    super(message);
  }
}
