package duet.inference.device;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NVIDIA's Linux for Jetson.
 *
 * @param release of Linux for Tegra, such as 36
 * @param revision within it, such as 4.3
 */
public record JetPack(int release, String revision) {
  private static final Pattern LINE =
      Pattern.compile("R(\\d+) \\(release\\), REVISION: (\\d+(?:\\.\\d+)*)");

  /** Reads {@code /etc/nv_tegra_release}. */
  public static Optional<JetPack> fromRelease(String text) {
    Matcher line = LINE.matcher(text);
    return line.find()
        ? Optional.of(new JetPack(Integer.parseInt(line.group(1)), line.group(2)))
        : Optional.empty();
  }

  /** The name that NVIDIA sells it under, as far as the release tells. */
  public String words() {
    String name =
        switch (release) {
          case 32 -> "JetPack 4";
          case 34, 35 -> "JetPack 5";
          case 36 -> isBefore61() ? "JetPack 6.0" : "JetPack 6.1 or later";
          case 38, 39 -> "JetPack 7";
          default -> "a JetPack that Duet does not know";
        };
    return name + " (Linux for Tegra " + release + "." + revision + ")";
  }

  /** The Maven profile whose libraries fit it. */
  public Optional<String> profile() {
    return switch (release) {
      case 35 -> Optional.of("jetpack5");
      case 36 -> Optional.of(isBefore61() ? "jetpack60" : "jetpack6");
      default -> Optional.empty();
    };
  }

  /** 6.1 came with 36.4, and with TensorRT 10. */
  private boolean isBefore61() {
    return Integer.parseInt(revision.split("\\.", 2)[0]) < 4;
  }
}
