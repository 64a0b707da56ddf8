package duet.models.dataset;

/** A folder that cannot serve as a dataset. The message says what, which file, and what to do. */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
