package duet.app.config;

import java.util.List;

/**
 * Where and from whom Duet receives DICOM objects.
 *
 * @param aeTitle our own application entity title; a caller must name it
 * @param port TCP port; 0 takes a free one
 * @param bindAddress address of the network interface that listens
 * @param allowedCallingAeTitles who may call; empty means anyone
 */
public record ListenerConfig(
    String aeTitle,
    int port,
    String bindAddress,
    List<String> allowedCallingAeTitles,
    ListenerLimits limits) {

  /** Loopback only: nothing is reachable from outside until somebody asks for it. */
  public static final ListenerConfig STANDARD =
      new ListenerConfig("DUET", 11112, "127.0.0.1", List.of());

  public ListenerConfig {
    allowedCallingAeTitles = List.copyOf(allowedCallingAeTitles);
    requireAeTitle(aeTitle);
    allowedCallingAeTitles.forEach(ListenerConfig::requireAeTitle);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ", must be 0 to 65535");
    }
  }

  public ListenerConfig(
      String aeTitle, int port, String bindAddress, List<String> allowedCallingAeTitles) {
    this(aeTitle, port, bindAddress, allowedCallingAeTitles, ListenerLimits.STANDARD);
  }

  /** The same listener on another port; 0 takes a free one. */
  public ListenerConfig withPort(int other) {
    return new ListenerConfig(aeTitle, other, bindAddress, allowedCallingAeTitles, limits);
  }

  /** PS3.5 6.2, VR AE: 1 to 16 printable ASCII characters but the backslash. */
  static boolean isAeTitle(String text) {
    return text.matches("[!-\\[\\]-~]|[!-\\[\\]-~][ -\\[\\]-~]{0,14}[!-\\[\\]-~]");
  }

  private static void requireAeTitle(String text) {
    if (!isAeTitle(text)) {
      throw new IllegalArgumentException("'" + text + "' is no AE title");
    }
  }
}
