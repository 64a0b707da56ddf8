package duet.inference.plan;

/** What is asked for cannot be had; the message names the layer or the bound that forbids it. */
public final class ImpossibleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ImpossibleException(String message) {
    super(message);
  }
}
