package duet.models.card;

/** What a model is asked to do. */
public enum Task {
  /** One grey CT image in, one grey synthetic MRI of the same field of view out. */
  SYNTHESIS,
  /** One image in, boxes with class and confidence out. */
  DETECTION
}
