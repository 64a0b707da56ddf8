package duet.viewer.dicom;

/** A DICOM object cannot be used. The message gives the reason and never names a patient. */
public final class DicomException extends Exception {
  private static final long serialVersionUID = 1;

  /** What kind of failure this is. */
  public enum Kind {
    /** Not a DICOM stream at all. */
    NOT_DICOM,
    /** DICOM, but ends too early or contradicts itself. */
    DAMAGED,
    /** Larger than the limits, or claims to be. */
    TOO_LARGE,
    /** Well formed, but of a kind that Duet does not decode. */
    UNSUPPORTED,
    /** The disk or stream failed. */
    IO
  }

  private final Kind kind;

  public DicomException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public DicomException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
