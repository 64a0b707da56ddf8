package duet.viewer.series;

/** Why something is not shown: a sentence for the user that names no patient. */
public record Refused(Reason reason, String text) implements SeriesResult, SliceResult {
  /** The reasons, for tests and JSON. */
  public enum Reason {
    NOT_DICOM,
    DAMAGED,
    TOO_LARGE,
    UNSUPPORTED_TRANSFER_SYNTAX,
    NOT_AN_IMAGE,
    NOT_CT,
    NOT_MONOCHROME,
    LOCALIZER,
    NO_GEOMETRY,
    NO_RESCALE,
    MIXED_FRAME_OF_REFERENCE,
    MIXED_ORIENTATION,
    MIXED_SIZE,
    MIXED_PATIENT,
    UNREADABLE
  }
}
