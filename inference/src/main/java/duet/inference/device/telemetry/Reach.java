package duet.inference.device.telemetry;

import java.nio.file.Path;

/**
 * Whether a quantity can be read here.
 *
 * @param quantity such as {@code GPU load}
 * @param words the file it is read from, or why it is not read
 */
public record Reach(String quantity, State state, String words) {
  /** Whether it can be read, and what is in the way. */
  public enum State {
    READABLE,
    /** It is there, for root only. */
    NEEDS_ROOT,
    MISSING
  }

  /** Read from a file. */
  public static Reach readable(String quantity, Path file) {
    return new Reach(quantity, State.READABLE, file.toString());
  }

  /** Not read. */
  public static Reach missing(String quantity, String words) {
    return new Reach(quantity, State.MISSING, words);
  }

  public boolean isReadable() {
    return state == State.READABLE;
  }
}
