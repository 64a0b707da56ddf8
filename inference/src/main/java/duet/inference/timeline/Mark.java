package duet.inference.timeline;

import duet.inference.device.Lane;

/**
 * Something out of the ordinary that befell a lane.
 *
 * @param lane it befell
 * @param kind of event
 * @param words what and what follows, for people; never of a patient
 * @param atNs on the clock of the timeline
 */
public record Mark(Lane lane, Kind kind, String words, long atNs) {
  /** What can befall a lane. */
  public enum Kind {
    /** An engine failed; the frame is run again. */
    FAILURE,
    /** An engine did not come back in time: the lane is given up until it does. */
    HANG,
    /** A lane that was given up works again. */
    RETURN,
    /** A lane takes much longer, or shorter, than planned. */
    DRIFT,
    /** Another lane takes a frame over. */
    TAKEOVER,
    /** Frames that come from now on take other routes. */
    REPLAN
  }
}
