package duet.app.doctor;

import java.util.Optional;

/**
 * One link of the chain from the computer to a lane.
 *
 * @param name a word or two
 * @param words what was found, for a person who is no programmer
 * @param cure what to do about it, if anything can be done
 */
public record Link(State state, String name, String words, Optional<String> cure) {
  /** Whether the chain holds here. */
  public enum State {
    OK,
    MISSING,
    /** Not looked at, as an earlier link is missing. */
    UNKNOWN
  }

  static Link ok(String name, String words) {
    return new Link(State.OK, name, words, Optional.empty());
  }

  static Link missing(String name, String words, String cure) {
    return new Link(State.MISSING, name, words, Optional.of(cure));
  }

  static Link unknown(String name, String words) {
    return new Link(State.UNKNOWN, name, words, Optional.empty());
  }
}
