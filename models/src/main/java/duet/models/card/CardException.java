package duet.models.card;

/** A model card or model file that cannot be used. The message names the field or the file. */
public final class CardException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CardException(String message) {
    super(message);
  }

  public CardException(String message, Throwable cause) {
    super(message, cause);
  }
}
