package duet.inference.engine;

/** A broken promise between Duet and a runtime. The message says what, which and what now. */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of failure this is, for exit codes and states. */
  public enum Kind {
    /** The file is not a model, is damaged, or uses what the runtime cannot run. */
    UNREADABLE_MODEL,
    /** The model can be read, but its inputs or outputs are not what the caller needs. */
    WRONG_CONTRACT,
    /** Wrong tensor names, types or shapes given to a run. */
    WRONG_INPUT,
    /** Memory does not suffice to open or run it; less at once, or more memory, helps. */
    OUT_OF_MEMORY,
    /** The engine was closed, before or during the call. */
    CLOSED,
    /** The runtime failed during a run. */
    FAILED
  }

  private final Kind kind;

  public InferenceException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public InferenceException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
