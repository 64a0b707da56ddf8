package duet.app.reading;

/** A broken promise between the reader and who uses it. */
public final class ReadingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of failure this is. */
  public enum Kind {
    /** A slice of another series was offered to a session. */
    WRONG_SERIES,
    /** The receiver of the results threw. */
    SINK_FAILED,
    /** The reader or session was closed before. */
    CLOSED
  }

  private final Kind kind;

  public ReadingException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ReadingException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
