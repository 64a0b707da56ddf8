package duet.app.console;

/** Ends a verb with one line for the user: what, which, and what now. */
public final class VerbException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int exitCode;

  public VerbException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
