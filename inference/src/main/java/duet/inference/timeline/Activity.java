package duet.inference.timeline;

/** What a lane did for a frame during a span. */
public enum Activity {
  /** The frame waited in the channel in front of the lane; the lane itself was not used. */
  QUEUE,
  PREPROCESS,
  ENGINE,
  POSTPROCESS,
  /** The results of a lane are handed over to another; the lane that is left is charged. */
  TRANSITION
}
