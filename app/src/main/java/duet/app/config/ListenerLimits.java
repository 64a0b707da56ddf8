package duet.app.config;

import java.time.Duration;

/**
 * What a peer may take from the listener, so that a slow, broken or hostile one does not disturb
 * the others.
 *
 * @param associations open at once; one more is rejected as a passing shortage
 * @param request from the connection to the complete association request
 * @param idle without a byte from the peer, also in the middle of an object
 * @param message from one complete message of the peer to the next
 */
public record ListenerLimits(int associations, Duration request, Duration idle, Duration message) {
  public static final ListenerLimits STANDARD =
      new ListenerLimits(
          16, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10));

  public ListenerLimits {
    if (associations < 1) {
      throw new IllegalArgumentException("associations " + associations + ", must be 1 or more");
    }
    requirePositive("request", request);
    requirePositive("idle", idle);
    requirePositive("message", message);
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.toMillis() < 1 || duration.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(name + " " + duration + ", must be 1 ms to 1 day");
    }
  }
}
