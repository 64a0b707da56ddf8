package duet.viewer.series;

/** Something about a series that the reader of its images must know. */
public record Remark(Kind kind, String text) {
  /** What is unusual. */
  public enum Kind {
    GANTRY_TILT,
    UNEVEN_SPACING,
    MISSING_SLICE,
    DUPLICATE_SLICE,
    SINGLE_SLICE
  }
}
